import { type RawRow, Unreadable } from '../raw-table.ts'
import type { RejectReason } from '../table-schema.ts'
import type { WorkbookLimits } from './limits.ts'

const ROWS = 500

/**
 * Rows that were read and not yet handed on. Cells at the end of a row that say nothing are cut off, and rows that say nothing at all are left out: a
 * sheet may have a million of them that only carry a colour. The numbers of the others tell where they stood.
 */
export class RowQueue {
  readonly #limits: WorkbookLimits
  #waiting: (RawRow & { times: number })[] = []
  #cells = 0

  constructor(limits: WorkbookLimits) {
    this.#limits = limits
  }

  /**
   * @param times how many rows in a row are so
   * @throws Unreadable when the table has too many cells
   */
  add(line: number, cells: string[], times = 1): void {
    while (cells.length > 0 && cells.at(-1) === '') cells.pop()
    if (cells.length === 0) return
    this.#cells += cells.length * times
    if (this.#cells > this.#limits.cells) {
      throw new Unreadable('open-data.workbook.too-many-cells', { most: this.#limits.cells })
    }
    this.#waiting.push({ line, cells, times })
  }

  /** A row that could not be taken apart. @param text how it begins */
  addBroken(line: number, text: string, broken: RejectReason): void {
    this.#waiting.push({ line, cells: [text], broken, times: 1 })
  }

  /** What waits, in batches; while more is to come, only once it is enough for one. */
  *take(isAll = false): Generator<RawRow[]> {
    if (!isAll && this.#waiting.length < ROWS && !this.#waiting.some(({ times }) => times > ROWS)) return
    let batch: RawRow[] = []
    for (const { times, ...row } of this.#waiting) {
      for (let i = 0; i < times; i++) {
        batch.push(times === 1 ? row : { ...row, line: row.line + i, cells: [...row.cells] })
        if (batch.length < ROWS) continue
        yield batch
        batch = []
      }
    }
    if (batch.length > 0) yield batch
    this.#waiting = []
  }
}
