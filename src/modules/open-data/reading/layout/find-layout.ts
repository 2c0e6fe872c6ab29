import { type RawRow, type RawTable, Unreadable } from '../../raw-table.ts'
import type { Overrides } from '../../table-schema.ts'
import { MOST_COLUMNS } from '../limits.ts'
import { bodyKinds, type CellKind, type HeadRow, headRows, kindOf } from './head-row.ts'
import { isNumbering } from './numbering.ts'
import { titlesOf } from './titles.ts'

/** Where in a table the header is, and what its columns are called. */
export interface Layout {
  /** Lines before the header. */
  preamble: number
  headerRows: number
  /** One a column; '' where the header says nothing. */
  titles: string[]
  /** Place of the first row of the body among the rows that were looked at. */
  body: number
}

/** Below a header over several lines no more lines of it are looked for. */
const MOST_HEADER_ROWS = 6
const LOOKED_AT = 200

/**
 * Finds the header among the first rows: it is the first row that fills at least half of the columns, if it differs from what stands
 * below it. What stands above is preamble, but for rows of group titles right above it; rows right below that go on with it belong to it.
 *
 * @returns null for a table in which nothing stands
 * @throws Unreadable for too many columns
 */
export function findLayout(raw: RawTable, rows: RawRow[], overrides: Overrides): Layout | null {
  const head = headRows(rows, raw.merged)
  const width = widthOf(head, raw.text ?? false)
  if (width > MOST_COLUMNS)
    throw new Unreadable('open-data.reading.too-many-columns', { columns: width, most: MOST_COLUMNS })
  const { preamble, headerRows } = overrides
  const after = ({ line, filled }: HeadRow) => line > (preamble ?? 0) && (filled > 0 || headerRows !== undefined)
  const begin = preamble === undefined ? firstFull(head, width) : head.findIndex(after)
  if (width === 0 || begin < 0) return null
  const { start, end } = headerOf(head, begin, width, raw, overrides)
  const first = head[start] ?? (head[begin] as HeadRow)
  return {
    preamble: preamble ?? first.line - 1,
    headerRows: end - start,
    titles: titlesOf(head.slice(start, end), width, (raw.merged?.length ?? 0) > 0),
    body: end,
  }
}

function widthOf(head: HeadRow[], text: boolean): number {
  const rows = text ? ofUsualLength(head) : head
  return rows.reduce((most, row) => Math.max(most, ownCells(row)), 0)
}

/** A title may be merged over all columns that a sheet can have. */
function ownCells({ cells, repeated }: HeadRow): number {
  return cells.findLastIndex((cell, at) => cell !== '' && !repeated[at]) + 1
}

/** Titles and notes have fewer cells than the table, and a broken row may have more. */
function ofUsualLength(head: HeadRow[]): HeadRow[] {
  const counts = new Map<number, number>()
  for (const { cells, filled } of head) if (filled > 0) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1)
  const [usual] = [...counts].reduce((a, b) => (b[1] > a[1] || (b[1] === a[1] && b[0] > a[0]) ? b : a), [0, 0])
  return head.filter(({ cells }) => cells.length === usual)
}

function firstFull(head: HeadRow[], width: number): number {
  const enough = width <= 2 ? width : Math.max(2, Math.ceil(width / 2))
  const full = head.findIndex(({ filled }) => filled >= enough)
  return full < 0 ? head.findIndex(({ filled }) => filled > 0) : full
}

function headerOf(
  head: HeadRow[],
  begin: number,
  width: number,
  raw: RawTable,
  { preamble, headerRows }: Overrides,
): { start: number; end: number } {
  if (headerRows !== undefined) {
    const start = preamble === undefined && headerRows > 1 ? groupsAbove(head, begin) : begin
    return { start, end: Math.min(head.length, start + headerRows) }
  }
  if (raw.named) return { start: begin, end: begin + 1 }
  if (isHeader(head, begin, width)) {
    const start = preamble === undefined ? groupsAbove(head, begin) : begin
    return { start, end: endOfHeader(head, start, begin, width) }
  }
  // A header in which nothing is written is one all the same.
  const above = head[begin - 1]
  const blank = above !== undefined && begin === 1 && above.filled === 0 && above.cells.length >= Math.max(2, width)
  return blank ? { start: begin - 1, end: begin } : { start: begin, end: begin }
}

function isHeader(head: HeadRow[], at: number, width: number): boolean {
  const body = bodyKinds(head.slice(at + 1, at + 1 + LOOKED_AT), width)
  const { unlike, alike } = compare(head[at] as HeadRow, body)
  return unlike >= alike && (unlike > 0 || alike === 0)
}

/** Words above numbers are unlike; numbers above numbers, and above words too, are what a body has. */
function compare({ cells }: HeadRow, body: CellKind[]): { unlike: number; alike: number } {
  let [unlike, alike] = [0, 0]
  for (const [column, below] of body.entries()) {
    const kind = kindOf(cells[column] ?? '')
    if (kind === 'empty' || (kind === 'year' && below !== 'year')) continue
    if (kind !== 'text') alike++
    else if (below === 'value' || below === 'year') unlike++
  }
  return { unlike, alike }
}

/** Titles of groups right above: more than one, nothing but words or years, and no 'Raion: Orhei' of a preamble. */
function groupsAbove(head: HeadRow[], begin: number): number {
  let start = begin
  while (start > 0 && isGroups(head[start - 1] as HeadRow)) start--
  return start
}

function isGroups({ cells, filled }: HeadRow): boolean {
  return filled > 1 && cells.every((cell) => kindOf(cell) !== 'value' && !cell.includes(':'))
}

function endOfHeader(head: HeadRow[], start: number, begin: number, width: number): number {
  let end = begin + 1
  while (end - start < MOST_HEADER_ROWS && (isUnder(head, start, end) || goesOn(head, start, end, width))) end++
  if (isNumbering(head[end], bodyKinds(head.slice(end + 1, end + 1 + LOOKED_AT), width))) end++
  return end
}

/** Whether a row says more of columns of which the rows above did not say all. */
function goesOn(head: HeadRow[], start: number, at: number, width: number): boolean {
  const row = head[at]
  if (!row || row.filled === 0 || row.cells.some((cell) => kindOf(cell) === 'value')) return false
  const above = head.slice(start, at)
  const own = (column: number) => (row.cells[column] ?? '') !== '' && !row.repeated[column]
  const merged = Array.from({ length: width }, (_, column) => isGrouped(above.at(-1), column))
  const open = Array.from(
    { length: width },
    (_, column) => (above.at(-1)?.cells[column] ?? '') === '' || merged[column],
  )
  if (!open.some((is, column) => is && own(column))) return false
  if (row.repeated.some((is) => is) && merged.some((is) => is)) return true
  const body = bodyKinds(head.slice(at + 1, at + 1 + LOOKED_AT), width)
  if (merged.some((is, column) => is && own(column)) && row.filled < width) return true
  return body.some((kind, column) => (kind === 'value' || kind === 'year') && own(column))
}

/** Whether a cell is merged with the one beside it: then the row below says more of each. */
function isGrouped(row: HeadRow | undefined, column: number): boolean {
  if (!row) return false
  const repeats = (at: number) => Boolean(row.repeated[at]) && row.cells[at] === row.cells[at - 1]
  return repeats(column) || repeats(column + 1)
}

/** Whether a cell of the rows above is merged down to a row, in which something of its own stands as well. */
function isUnder(head: HeadRow[], start: number, at: number): boolean {
  const row = head[at]
  return row !== undefined && head.slice(start, at).some(({ until }) => until >= row.line)
}
