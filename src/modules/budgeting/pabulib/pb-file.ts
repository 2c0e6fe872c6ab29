import { inEnglish, type Wrong, type WrongArgs } from './wrongs.ts'

/** A `.pb` file of Pabulib, everything that it says, in its order; numbers stay as they are written. */
export interface PbFile {
  /** Whether a byte order mark stands at its beginning. */
  bom: boolean
  newline: '\n' | '\r\n'
  /** Empty lines at the end, and whether the last row ends with one: '' or '\n' or more of them. */
  end: string
  meta: PbTable
  projects: PbTable
  votes: PbTable
}

export interface PbTable {
  /** The section's name as it is written: META, or meta. */
  title: string
  columns: string[]
  rows: string[][]
  /** The line with the names of the columns, from 1. */
  head: number
  /** The line on which each row begins. */
  lines: number[]
}

/** Where a file breaks the format: a line and a column of it, both from 1. */
export class PbError extends Error {
  readonly line: number
  readonly column: number
  readonly wrong: Wrong
  readonly args: WrongArgs
  constructor(line: number, column: number, wrong: Wrong, args: WrongArgs = {}) {
    super(`line ${line}, column ${column}: ${inEnglish(wrong, args)}`)
    this.line = line
    this.column = column
    this.wrong = wrong
    this.args = args
  }
}
