import type { RawRow } from '../../raw-table.ts'
import type { RejectReason } from '../../table-schema.ts'
import { MOST_ROW_CHARACTERS, SHOWN_CHARACTERS } from '../limits.ts'
import type { Dialect } from './dialect.ts'
import { splitQuoted } from './split-quoted.ts'

/**
 * Beyond so many characters that were looked at in vain for the end of quotes, no cell may go over a line end any more: a file made to be
 * slow would be read again and again from each of its lines.
 */
const MOST_IN_VAIN = 64_000_000

/** DOS ended its texts so. */
const END_OF_FILE = '\x1a'

export interface RowOptions {
  /** Cells of a usual row: where quotes swallow a line, what they make has another number of them. */
  width?: number | undefined
  /** What stands where bytes were no letters. */
  faults?: RegExp | null
}

/** Takes text that comes piece by piece, with \n at line ends, apart into rows. Lines without anything are rows of one empty cell. */
export class RowReader {
  readonly #dialect: Dialect
  readonly #options: RowOptions
  #rest = ''
  #line = 1
  #skipping = false
  #inVain = 0

  constructor(dialect: Dialect, options: RowOptions = {}) {
    this.#dialect = dialect
    this.#options = options
  }

  /** The rows that are whole by now. */
  push(piece: string): RawRow[] {
    this.#rest = this.#rest === '' ? piece : this.#rest + piece
    return this.#take(false)
  }

  /** What is left when nothing comes any more. */
  end(): RawRow[] {
    while (this.#rest.endsWith(END_OF_FILE)) this.#rest = this.#rest.slice(0, -1)
    return this.#take(true)
  }

  #take(whole: boolean): RawRow[] {
    const text = this.#rest
    const rows: RawRow[] = []
    // Most pieces are clean: their rows need not be looked at one by one.
    const suspect = text.includes('\0') || (this.#options.faults?.test(text) ?? false)
    const isQuoted = text.includes('"')
    let at = 0
    let quote = this.#dialect.quotes ? text.indexOf('"') : -1
    while (at < text.length) {
      const found = text.indexOf('\n', at)
      const end = found < 0 ? text.length : found
      if (this.#skipping) {
        at = end + 1
        this.#skipping = found < 0
        if (found >= 0) this.#line++
        continue
      }
      const tooLong = end - at > MOST_ROW_CHARACTERS
      if (found < 0 && !whole && !tooLong) break
      if (quote >= 0 && quote < at) quote = text.indexOf('"', at)
      const row: RawRow = { line: this.#line, cells: [] }
      let next = end + 1
      let lines = 1
      if (tooLong) {
        refuse(row, text.slice(at, at + SHOWN_CHARACTERS), 'too-long')
        this.#skipping = found < 0 && !whole
        if (this.#skipping) lines = 0
      } else if (quote < 0 || quote >= end) {
        row.cells = this.#plain(text.slice(at, end))
      } else {
        const split = this.#quoted(text, at, end, whole)
        if (!split) break
        if (split.cells) {
          row.cells = split.cells
          lines = split.next > next ? linesIn(text, at, split.next, whole) : 1
          next = split.next
        } else refuse(row, text.slice(at, end), 'broken-quote')
      }
      if (isQuoted && !row.broken) noteOpenQuote(row)
      if (suspect && !row.broken) this.#check(row, text.slice(at, next))
      rows.push(row)
      this.#line += lines
      at = next
    }
    this.#rest = at < text.length ? text.slice(at) : ''
    return rows
  }

  #plain(line: string): string[] {
    return this.#dialect.delimiter === null ? [line] : line.split(this.#dialect.delimiter)
  }

  /** Null: wait for more text. Cells of null: the quotes are broken, and the next row begins on the next line. */
  #quoted(text: string, at: number, end: number, whole: boolean): { cells: string[] | null; next: number } | null {
    if (this.#inVain > MOST_IN_VAIN) return this.#oneLine(text, at, end)
    const split = splitQuoted(text, at, this.#dialect, whole)
    const looked = split ? split.next : text.length
    if (!split && looked - at <= MOST_ROW_CHARACTERS) return null
    const swallowed =
      split?.cells &&
      split.next > end + 1 &&
      this.#options.width !== undefined &&
      split.cells.length !== this.#options.width
    if (split?.cells && !swallowed && looked - at <= MOST_ROW_CHARACTERS) return split
    this.#inVain += looked - end
    return { cells: null, next: end + 1 }
  }

  #oneLine(text: string, at: number, end: number): { cells: string[] | null; next: number } {
    const split = splitQuoted(text.slice(at, end), 0, this.#dialect, true)
    return { cells: split?.cells ?? null, next: end + 1 }
  }

  #check(row: RawRow, text: string): void {
    if (text.includes('\0')) refuse(row, text, 'nul')
    else if (this.#options.faults?.test(text)) refuse(row, text, 'not-in-encoding')
  }
}

const ANY_QUOTE = /["„“”]/g
/** Inches and seconds of an angle. */
const MEASURE = /\d"/g

/** A quote that stands alone in a cell: a letter as any other, but mostly somebody forgot the second one. */
function noteOpenQuote(row: RawRow): void {
  const at = row.cells.findIndex((cell) => {
    if (!cell.includes('"')) return false
    const quotes = cell.match(ANY_QUOTE)?.length ?? 0
    return quotes % 2 === 1 && (quotes - (cell.match(MEASURE)?.length ?? 0)) % 2 === 1
  })
  if (at >= 0) row.openQuote = at
}

function refuse(row: RawRow, text: string, reason: RejectReason): void {
  row.cells = [text.slice(0, SHOWN_CHARACTERS)]
  row.broken = reason
}

function linesIn(text: string, from: number, to: number, whole: boolean): number {
  let lines = 0
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) lines++
  // The last line of a file may lack its end.
  return whole && to > text.length ? lines + 1 : lines
}
