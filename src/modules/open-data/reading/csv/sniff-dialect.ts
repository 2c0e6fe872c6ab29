import type { RawRow } from '../../raw-table.ts'
import { type Dialect, delimiters } from './dialect.ts'
import { RowReader } from './row-reader.ts'

/** Of the first rows, so many are looked at. */
const MOST_ROWS = 300
/** A delimiter gives so many of the rows one number of cells. */
const AGREEING = 0.6
/** A comma is also a decimal mark, so it stands back where another one does as well. */
const BEFORE_COMMA = 1.3
/** Beyond such a share of broken rows the quotes are not what they seem. */
const BROKEN = 0.1

export interface Sniffed {
  dialect: Dialect
  /** Cells of a usual row. */
  width: number
}

/**
 * How the rows of a text are written, from its beginning.
 *
 * @param head with \n at line ends
 * @param whole the text has no more than that
 */
export function sniffDialect(head: string, whole: boolean, delimiter?: string): Sniffed {
  const all = delimiter === undefined ? delimiters : [delimiter]
  const measured = (how: Pick<Dialect, 'quotes' | 'escape'>) =>
    all.map((each) => measure(head, whole, { delimiter: each, ...how }))
  const tried = measured({ quotes: true, escape: '"' })
  const hint = /^sep=(.)\n/i.exec(head)?.[1]
  const hinted = tried.find(({ dialect }) => dialect.delimiter === hint)
  let best = hinted ?? bestOf(tried)
  if (!hinted && (best.score === 0 || best.broken > BROKEN)) {
    const others = [
      ...(head.includes('\\"') ? measured({ quotes: true, escape: '\\' }) : []),
      ...measured({ quotes: false, escape: '"' }),
    ]
    best = bestOf([best, ...others.filter(({ broken }) => broken <= BROKEN)])
  }
  if (best.score > 0 || delimiter !== undefined) return best
  return { dialect: { delimiter: null, quotes: best.broken <= BROKEN, escape: '"' }, width: 1 }
}

interface Measure extends Sniffed {
  score: number
  broken: number
}

function bestOf(measures: Measure[]): Measure {
  return measures.reduce((a, b) => (b.score > a.score ? b : a))
}

function measure(head: string, whole: boolean, dialect: Dialect): Measure {
  const rows = rowsOf(head, whole, dialect)
  const widths = rows.filter(({ broken }) => !broken).map(({ cells }) => cells.length)
  const width = mostFrequent(widths)
  const first = widths.indexOf(width)
  const from = widths.slice(first)
  const equal = from.filter((each) => each === width).length
  // Some programs leave out empty cells at the end of a row.
  const shorter = from.filter((each) => each > 1 && each < width).length
  const share = (equal + shorter / 2) / (from.length || 1)
  const broken = rows.length === 0 ? 0 : 1 - widths.length / rows.length
  const bad = width < 2 || share < AGREEING || (dialect.delimiter === ',' && decimalsAlone(rows, width))
  const weight = dialect.delimiter === ',' ? 1 : BEFORE_COMMA
  // What stands before the first row of that number is a title, or the delimiter is none.
  const late = Math.max(0.5, 1 - 0.03 * first)
  const score = bad ? 0 : share ** 2 * Math.log2(width + 1) * weight * late * (1 - broken) ** 2
  return { dialect, width: Math.max(1, width), score, broken }
}

function rowsOf(head: string, whole: boolean, dialect: Dialect): RawRow[] {
  const reader = new RowReader(dialect)
  const rows = reader.push(head)
  if (whole || rows.length === 0) rows.push(...reader.end())
  return rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== '')).slice(0, MOST_ROWS)
}

/** Of the numbers of cells that are no single one; the larger of two that are as frequent. */
function mostFrequent(widths: number[]): number {
  const counts = new Map<number, number>()
  for (const width of widths) if (width > 1) counts.set(width, (counts.get(width) ?? 0) + 1)
  let best = 0
  for (const [width, count] of counts) {
    const most = counts.get(best) ?? 0
    if (count > most || (count === most && width > best)) best = width
  }
  return best
}

/** A column of 12,5 and 13,7 under a title is one of numbers, not two. */
function decimalsAlone(rows: RawRow[], width: number): boolean {
  if (width !== 2) return false
  const pairs = rows.filter(({ cells }) => cells.length === 2)
  return pairs.every(({ cells }) => cells.every((cell) => /^\s*-?\d+\s*$/.test(cell))) && pairs.length < rows.length
}
