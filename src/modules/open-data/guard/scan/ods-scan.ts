import { shownValue } from '../../workbook/ods/ods-reader.ts'
import type { XmlEvents } from '../../workbook/xml.ts'
import type { Tally } from './tally.ts'
import { XmlScan } from './xml-scan.ts'

/** What stands beside the text of a cell, and is not part of its table. */
const BESIDE = new Set(['annotation', 'frame', 'custom-shape', 'shapes', 'forms', 'ruby-text', 'tracked-changes'])

/** What an OpenDocument spreadsheet says beside the values of its cells: notes, shapes, formulas, names, former values, tables within cells. */
export class OdsScan implements XmlEvents {
  readonly #tally: Tally
  readonly #rest: XmlScan
  #table = 0
  #beside = 0
  #isInRow = false
  #isParagraph = false
  /** What the reader shows of a cell in place of its text; null: the text. */
  #cell: { value: string | null; text: string } | null = null

  constructor(tally: Tally) {
    this.#tally = tally
    this.#rest = new XmlScan(tally)
  }

  open(name: string, attributes: Record<string, string>): void {
    if (this.#beside > 0 || BESIDE.has(name) || (name === 'table' && this.#table > 0)) this.#beside++
    if (this.#beside === 0 && isCell(name) && this.#isInRow) {
      this.#beginCell(name, attributes)
      return
    }
    if (this.#beside === 0 && name === 'table') this.#table++
    if (this.#beside === 0 && name === 'table-row') this.#isInRow = true
    if (this.#beside === 0 && name === 'p') this.#isParagraph = true
    this.#rest.open(name, attributes)
  }

  text(piece: string): void {
    if (this.#beside === 0 && this.#cell && this.#isParagraph) this.#cell.text += piece
    else this.#rest.text(piece)
  }

  close(name: string): void {
    this.#rest.close(name)
    if (this.#beside > 0) this.#beside--
    else if (name === 'table') this.#table--
    else if (name === 'table-row') this.#isInRow = false
    else if (name === 'p') this.#isParagraph = false
    else if (isCell(name)) this.#endCell()
  }

  /** All that a cell is said to be, but for the value that is shown. */
  #beginCell(name: string, attributes: Record<string, string>): void {
    const value = shownValue(attributes)
    this.#cell = { value, text: '' }
    const others = Object.entries(attributes).filter(([, said]) => said !== value)
    this.#rest.open(name, Object.fromEntries(others))
  }

  #endCell(): void {
    const { value, text } = this.#cell ?? { value: null, text: '' }
    this.#cell = null
    if (value !== null && !isSame(value, text)) this.#tally.take(text, null)
  }
}

/** A number whose text only parts its digits, or writes zeros before it, is told with its column. */
function isSame(value: string, text: string): boolean {
  return value.includes(text.replace(/[\s.,]/g, '')) || (/^0\d+$/.test(text) && Number(text) === Number(value))
}

const isCell = (name: string): boolean => name === 'table-cell' || name === 'covered-table-cell'
