import type { XmlEvents } from '../../workbook/xml.ts'
import type { Tally } from './tally.ts'
import { XmlScan } from './xml-scan.ts'

/** What stands beside the text of a cell, and is not part of its table. */
const BESIDE = new Set(['annotation', 'frame', 'custom-shape', 'shapes', 'forms', 'ruby-text', 'tracked-changes'])

/** What an OpenDocument spreadsheet says beside the values of its cells: notes, shapes, formulas, names, former values. */
export class OdsScan implements XmlEvents {
  readonly #rest: XmlScan
  #cell = 0
  #beside = 0

  constructor(tally: Tally) {
    this.#rest = new XmlScan(tally)
  }

  open(name: string, attributes: Record<string, string>): void {
    if (this.#beside > 0 || BESIDE.has(name)) this.#beside++
    const isCell = name === 'table-cell' || name === 'covered-table-cell'
    if (isCell && this.#beside === 0) this.#cell++
    this.#rest.open(name, isCell && this.#beside === 0 ? { formula: attributes['table:formula'] ?? '' } : attributes)
  }

  text(piece: string): void {
    if (this.#cell === 0 || this.#beside > 0) this.#rest.text(piece)
  }

  close(name: string): void {
    this.#rest.close(name)
    if (this.#beside > 0) this.#beside--
    else if (name === 'table-cell' || name === 'covered-table-cell') this.#cell--
  }
}
