import type { Column, Overrides, RejectReason } from './table-schema.ts'

/** A row as it stands in the file. */
export interface RawRow {
  /** The line of the file on which it begins, or its number on the sheet; from 1. */
  line: number
  /** Texts; a typed cell of a workbook is written canonically: 1234.5, 2026-11-25, 2026-11-25T08:30:00, true. Empty cells are ''. */
  cells: string[]
  /** Why the row could not be taken apart; `cells` holds only how it begins. */
  broken?: RejectReason
  /** Place of a cell in which a quote stands that is never closed; it is kept as it is. */
  openQuote?: number
}

/** A table before anything is known of it but where its cells end. Read more than once: each call of `rows` begins anew. */
export interface RawTable {
  /** The sheet, or the file within an archive; empty for a file that is one table. */
  sheet: string
  /** In batches of some hundreds, in the order of the file, so that a file of any length takes the memory of a batch. */
  rows(): AsyncIterable<RawRow[]>
  /** Of a text: every row has all its cells, so a short one is broken. On a sheet what a short row does not hold is empty. */
  text?: true
  /** Of a text: what another thread opens to read the same rows. */
  file?: { path: string; bytes: number; overrides: Overrides }
  /** Where the format itself says it, as JSON does: the first row holds the names, and there are no totals. */
  named?: true
  /** One a column, where the file itself says what its numbers are and what stands beside them, which are written here so, or that it holds texts. */
  told?: readonly (Pick<Column, 'type' | 'format'> | undefined)[]
  /** Of a text that lies in an archive: how this one is read. */
  inArchive?: { encoding: string; delimiter: string | null }
  /** Merged cells of a workbook, as zero-based inclusive corners: for headers over several columns. */
  merged?: { top: number; left: number; bottom: number; right: number }[]
  /** The sheet is not shown when the workbook is opened: who publishes it should know that it goes with the others. */
  hidden?: true
}

/** A file cannot be read at all; `key` says why in the reader's language, `args` what belongs into it. */
export class Unreadable extends Error {
  readonly key: string
  readonly args: Record<string, string | number>

  constructor(key: string, args: Record<string, string | number> = {}) {
    super(key)
    this.key = key
    this.args = args
  }
}
