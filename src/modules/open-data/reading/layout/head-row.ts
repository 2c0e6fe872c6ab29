import type { RawRow, RawTable } from '../../raw-table.ts'
import { MOST_COLUMNS } from '../limits.ts'
import { classify } from '../types/classify.ts'
import { BOOLEAN, NAMED_DAY, NUMBER, TYPED } from '../types/forms.ts'
import { missingKind } from '../types/missing.ts'
import { withUnit } from '../types/units.ts'

/** A row of the beginning, as it is looked at to find the header. */
export interface HeadRow {
  line: number
  /** Without blanks at their ends; '' also for what says that it is missing. Merged cells have the text of the first one. */
  cells: string[]
  /** In each column, whether it only repeats what it is merged with. */
  repeated: boolean[]
  /** The last line to which a cell of it is merged; its own where none is. */
  until: number
  /** Columns with something in them. */
  filled: number
}

/** The first rows with their merged cells filled; a row that could not be taken apart is as good as empty. */
export function headRows(rows: RawRow[], merged: RawTable['merged'] = []): HeadRow[] {
  const head = rows.map(({ line, cells, broken }) => ({
    line,
    cells: broken ? [] : cells.map(plain),
    repeated: [] as boolean[],
    until: line,
    filled: 0,
  }))
  const byRow = new Map(head.map((row) => [row.line - 1, row]))
  let left = MOST_REPEATED
  for (const area of merged) {
    const first = byRow.get(area.top)
    if (!first || left < 0) continue
    first.until = Math.max(first.until, area.bottom + 1)
    left -= repeat(first.cells[area.left] ?? '', area, byRow, area.top + rows.length)
  }
  for (const row of head) row.filled = filledOf(row)
  return head
}

/** No header has so many; a file made to be slow may merge every cell again and again. */
const MOST_REPEATED = 1_000_000

type Area = NonNullable<RawTable['merged']>[number]

/** @returns how many cells were filled */
function repeat(text: string, { top, left, bottom, right }: Area, byRow: Map<number, HeadRow>, most: number): number {
  if (text === '') return 0
  let count = 0
  const end = Math.min(right, MOST_COLUMNS)
  for (let at = top; at <= Math.min(bottom, most); at++) {
    const row = byRow.get(at)
    for (let column = left; row && column <= end; column++) {
      if (at === top && column === left) continue
      while (row.cells.length <= column) row.cells.push('')
      row.cells[column] = text
      row.repeated[column] = true
      count++
    }
  }
  return count
}

function plain(cell: string): string {
  const text = cell.replaceAll(/\s+/g, ' ').trim()
  return missingKind(text) ? '' : text
}

/** One text over all columns is a title, as if it stood in one. */
function filledOf({ cells, repeated }: HeadRow): number {
  const own = cells.filter((cell, at) => cell !== '' && !repeated[at]).length
  return own <= 1 ? own : cells.filter((cell) => cell !== '').length
}

export type CellKind = 'empty' | 'text' | 'year' | 'value'

/** Years stand in headers as often as in bodies: alone, before a unit (2023 %; 2023, lei), and as days with the name of the month. */
export function kindOf(cell: string): CellKind {
  if (cell === '') return 'empty'
  if (YEAR.test(cell)) return 'year'
  const kind = classify(cell)
  if ((kind & NAMED_DAY) !== 0) return 'year'
  if ((kind & TYPED & ~BOOLEAN) !== 0 || /^[\d\s.,+-]+$/.test(cell)) return 'value'
  const number = withUnit(cell)?.number
  if (number === undefined) return 'text'
  if (YEAR.test(number.replace(/,$/, ''))) return 'year'
  return (classify(number) & NUMBER) !== 0 ? 'value' : 'text'
}

const YEAR = /^(19|20)\d\d$/

/** What the rows of the body hold in each column, as far as it tells a header from them. */
export function bodyKinds(rows: HeadRow[], width: number): CellKind[] {
  return Array.from({ length: width }, (_, column) => {
    const counts = { empty: 0, text: 0, year: 0, value: 0 }
    for (const row of rows) counts[kindOf(row.cells[column] ?? '')]++
    const some = counts.text + counts.year + counts.value
    if (some === 0) return 'empty'
    if (counts.text >= 0.3 * some) return 'text'
    return counts.year >= 0.7 * some ? 'year' : 'value'
  })
}
