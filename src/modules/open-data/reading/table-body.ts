import type { RawRow } from '../raw-table.ts'
import type { OpenQuotes, RejectReason } from '../table-schema.ts'
import { MOST_ROW_CHARACTERS, SHOWN_CHARACTERS } from './limits.ts'
import type { LineFile } from './line-file.ts'
import type { RejectLog } from './reject-log.ts'
import { ColumnEvidence } from './types/column-evidence.ts'

const LAST_BLANK = 32
const SHOWN_QUOTES = 20
/** The first blank beyond ASCII. */
const NO_BREAK_SPACE = 0xa0

export interface BodyOptions {
  /** Short rows are broken. */
  text: boolean
  /** Unless there are too many of them for that. */
  ragged: boolean
  /** One a column. */
  titles: string[]
  /** One a column: whether an officer said its type, so that how it is written has to be learnt from all of it. */
  wanted: boolean[]
}

/** The rows below the header on their way into the spool; what each column holds is learnt as they pass. */
export class TableBody {
  readonly columns: ColumnEvidence[]
  readonly #options: BodyOptions
  readonly #spool: LineFile
  readonly #rejects: RejectLog
  readonly openQuotes: OpenQuotes = { count: 0, first: [] }
  rows = 0

  constructor(options: BodyOptions, spool: LineFile, rejects: RejectLog) {
    this.columns = options.wanted.map((wanted) => new ColumnEvidence(wanted))
    this.#options = options
    this.#spool = spool
    this.#rejects = rejects
  }

  take(row: RawRow): void {
    const reason = this.#fault(row)
    if (reason) {
      const value = row.broken ? (row.cells[0] ?? '') : beginningOf(row.cells)
      this.#rejects.add({ line: row.line, column: null, value, reason })
      return
    }
    const { cells } = row
    let line = String(row.line)
    for (let at = 0; at < this.columns.length; at++) {
      const cell = at < cells.length ? (cells[at] as string) : ''
      line += (this.columns[at] as ColumnEvidence).take(trimmed(cell))
    }
    this.#spool.add(`${line}\n`)
    this.rows++
    if (row.openQuote !== undefined) this.#noteQuote(row.line, row.openQuote, cells[row.openQuote] ?? '')
  }

  #noteQuote(line: number, at: number, value: string): void {
    this.openQuotes.count++
    if (this.openQuotes.first.length < SHOWN_QUOTES)
      this.openQuotes.first.push({
        line,
        column: this.#options.titles[at] ?? null,
        value: value.slice(0, SHOWN_CHARACTERS),
      })
  }

  #fault({ cells, broken }: RawRow): RejectReason | null {
    if (broken) return broken
    const width = this.columns.length
    if (cells.length < width && this.#options.text && !this.#options.ragged) return 'too-few-cells'
    for (let at = width; at < cells.length; at++) if ((cells[at] as string).trim() !== '') return 'too-many-cells'
    // A text was looked through by its reader.
    if (this.#options.text) return null
    let characters = 0
    for (const cell of cells) characters += cell.length
    if (characters > MOST_ROW_CHARACTERS) return 'too-long'
    return cells.some((cell) => cell.includes('\0')) ? 'nul' : null
  }
}

/** As trim does; most cells have no blank at their ends, and are not touched. */
function trimmed(cell: string): string {
  if (cell === '') return cell
  const first = cell.charCodeAt(0)
  const last = cell.charCodeAt(cell.length - 1)
  const plain = first > LAST_BLANK && last > LAST_BLANK && first < NO_BREAK_SPACE && last < NO_BREAK_SPACE
  return plain ? cell : cell.trim()
}

function beginningOf(cells: string[]): string {
  let text = ''
  for (const cell of cells) {
    if (text.length > SHOWN_CHARACTERS) break
    text += text === '' ? cell : ` | ${cell}`
  }
  return text
}
