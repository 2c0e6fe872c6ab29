import { sameNumbers } from '#commons/demo/same-numbers.ts'
import { makeWorkbook } from './make-workbook.ts'

/** A file of the demo, and whose dataset it belongs to. */
export interface DemoFile {
  dataset: string
  /** Key of the demo person who sends and publishes it. */
  by: string
  daysAgo: number
  title: { ro: string; ru: string; en: string }
  fileName: string
  /** Of the personal data that the guard finds in it; an administrator confirms it. */
  basis?: string
  make(): Buffer
}

/** What institutions have: an export of an old program, a workbook made to be printed, and a clean file. All numbers are made up. */
export const demoFiles: DemoFile[] = [
  {
    dataset: 'buget-chisinau',
    by: 'doina',
    daysAgo: 60,
    title: {
      ro: 'Cheltuieli pe programe și trimestre',
      ru: 'Расходы по программам и кварталам',
      en: 'Spending by programme and quarter',
    },
    fileName: 'CHELTUIELI_2024-2026.csv',
    make: spending,
  },
  {
    dataset: 'retea-scolara',
    by: 'irina',
    daysAgo: 38,
    title: { ro: 'Elevi pe localități', ru: 'Ученики по населённым пунктам', en: 'Pupils by town' },
    fileName: 'Elevi 2025-2026.xlsx',
    make: pupils,
  },
  {
    dataset: 'retea-scolara',
    by: 'irina',
    daysAgo: 30,
    title: { ro: 'Contactele școlilor', ru: 'Контакты школ', en: 'Contacts of schools' },
    fileName: 'contacte-scoli.csv',
    basis:
      'Legea 148/2023 privind accesul la informațiile de interes public: telefoanele de serviciu ale instituțiilor publice. Nu sunt numere ale unor persoane.',
    make: contacts,
  },
  {
    dataset: 'calitatea-aerului',
    by: 'tudor',
    daysAgo: 2,
    title: { ro: 'Măsurători zilnice', ru: 'Ежедневные измерения', en: 'Daily measurements' },
    fileName: 'masuratori.csv',
    make: air,
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
  const lines = ['data,statia,pm10,pm2_5,no2,valid']
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
        `${on},"${station}",${value(pm10)},${value(pm10 * 0.6)},${value(8 + random() * 30)},${off ? 'nu' : 'da'}`,
      )
    }
  }
  return Buffer.from(`${lines.join('\n')}\n`)
}

/** The letters of Romanian in it, with cedillas, as programs wrote them before there were commas. */
const WINDOWS_1250: Record<string, number> = {
  ă: 0xe3,
  â: 0xe2,
  î: 0xee,
  ș: 0xba,
  ț: 0xfe,
  Ă: 0xc3,
  Â: 0xc2,
  Î: 0xce,
  Ș: 0xaa,
  Ț: 0xde,
}

function inWindows1250(text: string): Buffer {
  return Buffer.from(Array.from(text, (letter) => WINDOWS_1250[letter] ?? letter.charCodeAt(0)))
}
