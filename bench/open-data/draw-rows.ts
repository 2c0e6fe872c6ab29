import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { pick, type Random } from '../pages/texts.ts'

/** What the ten columns hold, as CKAN's loader would type them. */
export const columns = [
  { name: 'nr_contract', pg: 'text' },
  { name: 'data', pg: 'timestamp' },
  { name: 'institutie', pg: 'text' },
  { name: 'furnizor', pg: 'text' },
  { name: 'obiect', pg: 'text' },
  { name: 'suma', pg: 'numeric' },
  { name: 'cod_cpv', pg: 'text' },
  { name: 'procedura', pg: 'text' },
  { name: 'raion', pg: 'text' },
  { name: 'an', pg: 'numeric' },
] as const

export const SUBJECT_WORDS =
  'reparația drumului local iluminat public stradal rechizite școlare pentru gimnaziu combustibil motorină mobilier birou medicamente spital raional apă potabilă rețea canalizare construcția grădiniței servicii pază transport elevi produse alimentare calculatoare licențe întreținere parc deszăpezire proiectare expertiză tehnică cărbune gaze asfaltare trotuar acoperiș școală'.split(
    ' ',
  )
export const PROCEDURES = [
  'licitație deschisă',
  'cererea ofertelor de prețuri',
  'achiziție de valoare mică',
  'negociere',
  'dialog',
  'acord-cadru',
]
export const RAIONS = Array.from({ length: 37 }, (_, at) => `Raionul ${String.fromCharCode(65 + (at % 26))}${at}`)
export const YEARS = Array.from({ length: 14 }, (_, at) => 2012 + at)
const INSTITUTIONS = 500
const SUPPLIERS = 20_000
const ROWS_A_PIECE = 5_000

/** A register of contracts as an institution sends it: CSV in UTF-8, 150 bytes a row. */
export async function drawRows(file: string, rows: number, random: Random): Promise<void> {
  const out = createWriteStream(file)
  out.write(`${columns.map(({ name }) => name).join(',')}\n`)
  for (let at = 0; at < rows; at += ROWS_A_PIECE) {
    let piece = ''
    for (let n = at; n < Math.min(rows, at + ROWS_A_PIECE); n++) piece += `${row(n, random)}\n`
    if (!out.write(piece)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'close')
}

function row(n: number, random: Random): string {
  const year = YEARS[Math.floor(random() * YEARS.length)] as number
  const two = (most: number) => String(1 + Math.floor(random() * most)).padStart(2, '0')
  const subject = Array.from({ length: 3 + Math.floor(random() * 5) }, () => pick(SUBJECT_WORDS, random)).join(' ')
  return [
    // Zeros in front, as numbers of contracts have them.
    String(n).padStart(9, '0'),
    `${year}-${two(12)}-${two(28)}`,
    `Instituția publică nr. ${1 + Math.floor(random() ** 2 * INSTITUTIONS)}`,
    `SRL Furnizor ${1 + Math.floor(random() ** 2 * SUPPLIERS)}`,
    subject,
    (random() ** 4 * 5_000_000).toFixed(2),
    `${String(Math.floor(random() * 9000)).padStart(4, '0')}0000-${Math.floor(random() * 10)}`,
    pick(PROCEDURES, random),
    pick(RAIONS, random),
    String(year),
  ].join(',')
}
