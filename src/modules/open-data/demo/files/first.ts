import { sameNumbers } from '#commons/demo/same-numbers.ts'
import type { DemoFile } from '../file.ts'
import { inWindows1250 } from '../written/code-pages.ts'
import { makeWorkbook } from '../written/make-workbook.ts'

/** What institutions have: an export of an old program, a workbook made to be printed, and a clean file. All numbers are made up. */
export const first: DemoFile[] = [
  {
    dataset: 'buget-chisinau',
    by: 'doina',
    title: {
      ro: 'Cheltuieli pe programe și trimestre',
      ru: 'Расходы по программам и кварталам',
      en: 'Spending by programme and quarter',
    },
    versions: [{ daysAgo: 60, fileName: 'CHELTUIELI_2024-2026.csv', make: spending }],
  },
  {
    dataset: 'retea-scolara',
    by: 'irina',
    title: { ro: 'Elevi pe localități', ru: 'Ученики по населённым пунктам', en: 'Pupils by town' },
    versions: [{ daysAgo: 38, fileName: 'Elevi 2025-2026.xlsx', make: pupils }],
  },
  {
    dataset: 'retea-scolara',
    by: 'irina',
    title: { ro: 'Contactele școlilor', ru: 'Контакты школ', en: 'Contacts of schools' },
    versions: [
      {
        daysAgo: 30,
        fileName: 'contacte-scoli.csv',
        make: contacts,
        basis:
          'Legea 148/2023 privind accesul la informațiile de interes public: telefoanele de serviciu ale instituțiilor publice. Nu sunt numere ale unor persoane.',
      },
    ],
  },
  {
    dataset: 'calitatea-aerului',
    by: 'tudor',
    title: { ro: 'Măsurători zilnice', ru: 'Ежедневные измерения', en: 'Daily measurements' },
    versions: [{ daysAgo: 2, fileName: 'masuratori.csv', make: air }],
  },
]

const PROGRAMMES = [
  ['0101', 'Administrație publică'],
  ['0304', 'Apărare împotriva incendiilor'],
  ['0407', 'Drumuri și poduri'],
  ['0408', 'Transport public'],
  ['0511', 'Salubrizare'],
  ['0602', 'Locuințe și iluminat stradal'],
  ['0801', 'Cultură și tineret'],
  ['0901', 'Învățământ preșcolar'],
  ['0902', 'Învățământ școlar'],
  ['1012', 'Asistență socială'],
] as const

/** From an old program: windows-1250 with cedillas, semicolons, commas in numbers, and one line that somebody broke by hand. */
function spending(): Buffer {
  const random = sameNumbers(20_261)
  const sum = (most: number) => `${Math.floor(random() * most)},${String(Math.floor(random() * 100)).padStart(2, '0')}`
  const lines = ['Cod program;Denumirea programului;An;Trimestru;Aprobat, lei;Executat, lei;Data raportului']
  for (const year of [2024, 2025, 2026])
    for (const quarter of [1, 2, 3, 4])
      for (const [code, name] of PROGRAMMES) {
        if (year === 2026 && quarter === 4) continue
        const day = `${quarter === 4 ? '20.01' : `20.${String(quarter * 3 + 1).padStart(2, '0')}`}.${quarter === 4 ? year + 1 : year}`
        lines.push(`${code};${name};${year};${quarter};${sum(90_000_000)};${sum(80_000_000)};${day}`)
      }
  lines.splice(48, 0, '0511;Salubrizare; vezi și anexa;2025;1;de verificat;;20.04.2025;')
  return inWindows1250(`${lines.join('\r\n')}\r\n`)
}

const TOWNS = ['Chișinău', 'Bălți', 'Cahul', 'Comrat', 'Edineț', 'Hîncești', 'Orhei', 'Soroca', 'Strășeni', 'Ungheni']

/** Made to be printed: a title, headers over two rows with merged cells, and a total. */
function pupils(): Buffer {
  const random = sameNumbers(4_711)
  const counts = TOWNS.map((town) => [town, ...[1, 2, 3, 4].map(() => 200 + Math.floor(random() * 9_000))] as const)
  const total = [1, 2, 3, 4].map((at) => counts.reduce((sum, row) => sum + Number(row[at]), 0))
  return makeWorkbook(
    'Elevi',
    [
      ['Elevi înscriși, anul școlar 2025–2026'],
      [],
      ['Localitatea', 'Română', '', 'Rusă', ''],
      ['', 'Clasele 1–9', 'Clasele 10–12', 'Clasele 1–9', 'Clasele 10–12'],
      ...counts.map((row) => [...row]),
      ['Total', ...total],
    ],
    ['A3:A4', 'B3:C3', 'D3:E3'],
  )
}

/** Telephones, for which the guard asks by what law they are public. Numbers that nobody has. */
function contacts(): Buffer {
  const rows = TOWNS.map(
    (town, at) =>
      `Liceul teoretic ${town},${town},022 000 1${String(at).padStart(2, '0')},office@liceu-${at + 1}.example.md`,
  )
  return Buffer.from(`${['institutia,localitatea,telefon,email', ...rows].join('\n')}\n`)
}

const STATIONS = ['Chișinău, Centru', 'Chișinău, Botanica', 'Bălți, Gară', 'Rezina']

/** As a file should be: UTF-8, commas, ISO days. */
function air(): Buffer {
  const random = sameNumbers(97)
  const lines = ['data,statia,pm10,pm2_5,no2,o3,valid']
  for (let day = 0; day < 365; day++) {
    const on = new Date(Date.UTC(2025, 10, 1) + day * 86_400_000).toISOString().slice(0, 10)
    // Stoves and still air: most in the middle of January.
    const winter = 1 + Math.cos((2 * Math.PI * (day - 75)) / 365)
    for (const [at, station] of STATIONS.entries()) {
      const pm10 = 10 + winter * (14 - 3 * at) + random() * 14
      // A station that was off measured nothing.
      const off = random() < 0.01
      const value = (one: number) => (off ? '' : one.toFixed(1))
      lines.push(
        `${on},"${station}",${value(pm10)},${value(pm10 * 0.6)},${value(8 + random() * 30)},${value(20 + random() * 70)},${off ? 'nu' : 'da'}`,
      )
    }
  }
  return Buffer.from(`${lines.join('\n')}\n`)
}
