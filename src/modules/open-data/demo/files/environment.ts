import type { DemoFile } from '../file.ts'
import { inUtf16 } from '../written/code-pages.ts'
import { chance, dayAfter, workbook } from '../written/rows.ts'

const HOURLY_ROWS = 500_000

/** Of the ministry of environment: what stations and laboratories measure. */
export const environment: DemoFile[] = [
  {
    dataset: 'aer-pe-ore',
    by: 'tudor',
    title: { ro: 'Măsurători orare', ru: 'Часовые измерения', en: 'Hourly measurements' },
    versions: [{ daysAgo: 0, fileName: 'aer-pe-ore.csv', make: hourlyAir, becomes: 'published-by-program' }],
  },
  {
    dataset: 'calitatea-apei',
    by: 'tudor',
    title: { ro: 'Probe', ru: 'Пробы', en: 'Samples' },
    versions: [{ daysAgo: 24, fileName: 'Probe apă.xlsx', make: samples }],
  },
  {
    dataset: 'precipitatii',
    by: 'tudor',
    title: { ro: 'Pe zile', ru: 'По дням', en: 'By day' },
    versions: [{ daysAgo: 20, fileName: 'precipitatii.txt', make: rain }],
  },
]

const STATIONS = [
  ...['Chișinău Centru', 'Chișinău Botanica', 'Chișinău Ciocana', 'Bălți', 'Rezina', 'Rîbnița', 'Cahul', 'Comrat'],
  ...['Soroca', 'Ungheni', 'Orhei', 'Leova'],
]

/** Half a million rows: a year has its winter, a day its two rush hours, a station its own air. Written at once, because it is read by a program. */
function hourlyAir(): Buffer {
  const of = chance(97)
  const begin = Date.parse('2022-01-01T00:00:00Z')
  const lines = ['ora,statia,pm10,pm2_5,no2,o3,temperatura']
  const tenth = (number: number) => Math.max(0, Math.round(number * 10) / 10)
  for (let hour = 0; lines.length <= HOURLY_ROWS; hour++) {
    const at = new Date(begin + hour * 3_600_000).toISOString().slice(0, 16)
    const winter = 1 + Math.cos((2 * Math.PI * (hour / 24 - 15)) / 365)
    const rush = Math.exp(-(((hour % 24) - 8) ** 2) / 6) + Math.exp(-(((hour % 24) - 18) ** 2) / 8)
    const warm = 10 - winter * 11 + 6 * Math.sin((2 * Math.PI * ((hour % 24) - 9)) / 24)
    for (let station = 0; station < STATIONS.length && lines.length <= HOURLY_ROWS; station++) {
      const pm10 = 8 + (12 - station * 0.6) * winter + 9 * rush + of.next() * 12
      const no2 = 6 + 14 * rush + of.next() * 10
      const o3 = Math.max(4, 62 - no2 + warm + of.next() * 14)
      const temperature = Math.round((warm + 8 + of.next() * 4 - 2) * 10) / 10
      lines.push(
        `${at},${STATIONS[station]},${tenth(pm10)},${tenth(pm10 * 0.58)},${tenth(no2)},${tenth(o3)},${temperature}`,
      )
    }
  }
  return Buffer.from(`${lines.join('\n')}\n`)
}

const WATERS = [
  'Nistru, Soroca',
  'Nistru, Dubăsari',
  'Prut, Ungheni',
  'Prut, Leova',
  'Răut, Bălți',
  'Răut, Orhei',
  'Bîc, Chișinău',
  'Lacul Ghidighici',
  'Lacul Beleu',
]

/** A workbook with a title; one laboratory wrote words where a number belongs. */
function samples(): Buffer {
  const of = chance(101)
  const rows = WATERS.flatMap((water) =>
    Array.from({ length: 21 }, (_, month) => [
      ...[water, dayAfter('2025-01-14', month * 30), Number(of.decimal(0.6, 24, 2)), Number(of.decimal(0.02, 0.9, 3))],
      ...[Number(of.decimal(5, 11, 1)), of.one(['I', 'II', 'II', 'III', 'IV', 'V'])],
    ]),
  )
  const wrong = rows[100]
  if (wrong) wrong[2] = 'sub limită'
  return workbook(
    'Probe',
    [
      ['Calitatea apelor de suprafață, probe lunare'],
      [],
      ['Apa', 'Data probei', 'Nitrați, mg/l', 'Fosfați, mg/l', 'Oxigen, mg/l', 'Clasa'],
      ...rows,
    ],
    ['A1:F1'],
  )
}

/** As spreadsheets save "Unicode text". */
function rain(): Buffer {
  const of = chance(103)
  const lines = ['Data\tStația\tPrecipitații, mm\tTemperatura medie, °C']
  for (let day = 0; day < 660; day++)
    for (const station of ['Briceni', 'Bălți', 'Chișinău', 'Cahul', 'Soroca', 'Tiraspol']) {
      const warm = 10.5 - 12 * Math.cos((2 * Math.PI * (day - 20)) / 365)
      const wet = of.next() < 0.28 ? of.decimal(0.1, 24, 1) : '0'
      lines.push(
        [
          dayAfter('2025-01-01', day),
          station,
          wet.replace('.', ','),
          of.around(warm, 6).toFixed(1).replace('.', ','),
        ].join('\t'),
      )
    }
  return inUtf16(`${lines.join('\r\n')}\r\n`)
}
