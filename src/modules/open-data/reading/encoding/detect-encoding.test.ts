import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { encodings } from '../../ingest/fields.ts'
import { encoded, inFolder, withComma } from '../factories.ts'
import { detectEncoding } from './detect-encoding.ts'
import { lettersTell } from './letter-cost.ts'
import { surveyBytes } from './survey-bytes.ts'
import { textPieces } from './text-pieces.ts'

const romanian = `Nr;Localitatea;Lucrarea;Stadiul
1;Bălți;Reparația podului peste râul Răut, în partea de sus a orașului;începută
2;Râșcani;Înlocuirea conductelor de apă și a stațiilor de pompare din satele învecinate;așteaptă autorizație
3;Fălești;Amenajarea curții școlii și a grădiniței, cu bănci, copaci și un mic teren de joacă;terminată
4;Ștefan Vodă;Iluminatul străzilor: șaizeci de stâlpi noi, ținuți de primărie, fără îndatorare;întârziată
5;Căușeni;Curățarea fântânilor după inundații și măsurarea calității apei în fiecare săptămână;terminată
6;Țînțăreni;Asfaltarea drumului de țară până la gară, împreună cu raionul;așteaptă bani
Sătenii au cerut ca lucrările să înceapă înaintea iernii, când drumurile de câmp nu mai pot fi folosite de mașini.
Cheltuielile se împart între bugetul localității și fondul de mediu, iar dările de seamă se publică trimestrial.
`
const russian = `№;Населённый пункт;Работа;Состояние
1;Бельцы;Ремонт моста через реку Реут в верхней части города;начата
2;Рышканы;Замена водопроводных труб и насосных станций в соседних сёлах;ждёт разрешения
3;Фалешты;Благоустройство школьного двора и детского сада: скамейки, деревья, площадка;завершена
4;Штефан-Водэ;Уличное освещение: шестьдесят новых столбов на попечении примэрии;запаздывает
5;Каушаны;Очистка колодцев после паводка и еженедельное измерение качества воды;завершена
6;Цынцарены;Асфальтирование просёлочной дороги до вокзала вместе с районом;ждёт денег
Жители просили начать работы до зимы, когда по полевым дорогам машины уже не проедут.
Расходы делят бюджет населённого пункта и экологический фонд, отчёты публикуются каждый квартал.
`
const wide = ['UTF-8', 'UTF-8 with mark', 'UTF-16LE', 'UTF-16BE', 'UTF-16LE with mark', 'UTF-16BE with mark']

async function decoded(bytes: Buffer): Promise<{ name: string; text: string }> {
  return inFolder(async (folder) => {
    const path = join(folder, 'text')
    writeFileSync(path, bytes)
    const file = await open(path)
    try {
      const encoding = detectEncoding(await surveyBytes(file))
      let text = ''
      for await (const piece of textPieces(file, encoding)) text += piece
      return { name: encoding.name, text }
    } finally {
      await file.close()
    }
  })
}

for (const [language, text, single] of [
  ['Romanian', romanian, ['windows-1250', 'ISO-8859-2', 'ISO-8859-16', 'IBM852']],
  ['Russian', russian, ['windows-1251', 'KOI8-R', 'IBM866', 'x-mac-cyrillic', 'ISO-8859-5']],
] as const)
  for (const encoding of [...wide, ...single]) {
    test(`${language} in ${encoding} is read right, any 200 bytes of it`, async () => {
      const all = usable(text, encoding)
      const bytesALetter =
        encoding.startsWith('UTF-16') || (encoding.startsWith('UTF-8') && language === 'Russian') ? 2 : 1
      const length = Math.floor(200 / bytesALetter)
      assert.equal(withComma((await decoded(encoded(all, encoding))).text), all)
      await fc.assert(
        fc.asyncProperty(fc.nat(text.length - length), async (from) => {
          const part = all.slice(from, from + length)
          const found = await decoded(encoded(part, encoding))
          assert.equal(withComma(found.text), part, found.name)
        }),
        { numRuns: 60 },
      )
    })

    test(`${language} in capitals in ${encoding} is read right`, async () => {
      const capitals = usable(text, encoding).toUpperCase()
      assert.equal(withComma((await decoded(encoded(capitals, encoding))).text), capitals)
    })
  }

/** KOI8-R has no №. */
function usable(text: string, encoding: string): string {
  return encoding === 'KOI8-R' ? text.replaceAll('№', 'N') : text
}

test('whatever can be guessed an officer can say', () => {
  assert.deepEqual(
    lettersTell.filter((encoding) => !(encodings as readonly string[]).includes(encoding)),
    [],
  )
})

test('a text of ASCII is UTF-8', async () => {
  assert.equal((await decoded(Buffer.from('a;b\n1;2\n'))).name, 'UTF-8')
})

test('the only letter beyond ASCII may stand at the end of a long file', async () => {
  const lines = '1;Sat;2026\n'.repeat(100_000)
  assert.equal((await decoded(Buffer.from(`${lines}2;Fălești;2026\n`))).name, 'UTF-8')
  const old = await decoded(encoded(`${lines}2;Fălești;2026\n`, 'windows-1250'))
  assert.equal(old.name, 'windows-1250')
  assert.ok(withComma(old.text).endsWith('2;Fălești;2026\n'))
})

test('a text of UTF-8 in which some bytes are broken is still UTF-8', async () => {
  const bytes = Buffer.concat([encoded(romanian, 'UTF-8'), Buffer.from([0xe3, 0x20]), encoded(romanian, 'UTF-8')])
  assert.equal((await decoded(bytes)).name, 'UTF-8')
})

test('quotes and dashes of Windows tell it from ISO', async () => {
  const text = '„Apă–canal”;Bălți\n„Școala”;Orhei\n'
  assert.equal(withComma((await decoded(encoded(text, 'windows-1250'))).text), text)
  const iso = '„Apă canal”;Bălți\n„Școala”;Orhei\n'
  assert.equal((await decoded(encoded(iso, 'ISO-8859-16'))).text, iso)
})

test('Spanish is not taken for Romanian', async () => {
  const text = 'AÑO;DESCRIPCIÓN\n2019;Educación de niños y enseñanza\n2020;Inversión en años próximos\n'
  const { name, text: found } = await decoded(encoded(text, 'windows-1252'))
  assert.deepEqual([name, found], ['windows-1252', text])
})

test('pieces of a file may end within a letter', async () => {
  const long = russian.repeat(300)
  for (const encoding of ['UTF-8', 'UTF-16LE', 'UTF-16BE with mark'])
    for (const before of ['', 'a'])
      assert.equal((await decoded(encoded(before + long, encoding))).text, before + long, encoding)
})
