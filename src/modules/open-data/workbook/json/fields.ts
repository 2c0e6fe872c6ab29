import { Unreadable } from '../../raw-table.ts'
import type { WorkbookLimits } from '../limits.ts'
import type { Tell } from './flatten.ts'

/** Which fields the records of a table have, in the order in which they are first met. */
export class Fields {
  readonly #limits: WorkbookLimits
  readonly #places = new Map<string, number>()
  readonly titles: string[] = []

  constructor(limits: WorkbookLimits) {
    this.#limits = limits
  }

  /** @throws Unreadable when there are too many */
  readonly meet: Tell = (path) => {
    const key = path.join('\0')
    if (this.#places.has(key)) return
    if (this.titles.length >= this.#limits.columns) {
      throw new Unreadable('open-data.workbook.too-many-columns', { most: this.#limits.columns })
    }
    this.#places.set(key, this.titles.length)
    // A record that is no object is a single value.
    this.titles.push(path.join('.') || 'value')
  }

  /** The cells of a record. @param fill tells its fields */
  cells(fill: (tell: Tell) => void): string[] {
    const cells = new Array<string>(this.titles.length).fill('')
    fill((path, text) => {
      const place = this.#places.get(path.join('\0'))
      if (place !== undefined) cells[place] = text
    })
    return cells
  }
}
