import { type RawRow, Unreadable } from '../raw-table.ts'
import type { WorkbookLimits } from './limits.ts'

const ROWS = 500

/**
 * Rows that were read and not yet handed on. Cells at the end of a row that say nothing are cut off, and rows that say nothing at all are left out: a
 * sheet may have a million of them that only carry a colour. The numbers of the others tell where they stood.
 */
export class RowQueue {
  readonly #limits: WorkbookLimits
  #waiting: { line: number; cells: string[]; times: number }[] = []
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

  /** What waits, in batches; while more is to come, only once it is enough for one. */
  *take(isAll = false): Generator<RawRow[]> {
    if (!isAll && this.#waiting.length < ROWS && !this.#waiting.some(({ times }) => times > ROWS)) return
    let batch: RawRow[] = []
    for (const { line, cells, times } of this.#waiting) {
      for (let i = 0; i < times; i++) {
        batch.push({ line: line + i, cells: times === 1 ? cells : [...cells] })
        if (batch.length < ROWS) continue
        yield batch
        batch = []
      }
    }
    if (batch.length > 0) yield batch
    this.#waiting = []
  }
}
