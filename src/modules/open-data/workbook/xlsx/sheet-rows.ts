import { type RawRow, Unreadable } from '../../raw-table.ts'
import type { Archive, Part } from '../archive.ts'
import { canonicalNumber } from '../canonical-number.ts'
import type { WorkbookLimits } from '../limits.ts'
import { RowQueue } from '../row-queue.ts'
import { type XmlEvents, XmlReader } from '../xml.ts'
import type { Shown } from './number-format.ts'
import { showNumber } from './serial-day.ts'
import { type Texts, unescapeText } from './texts.ts'

/** What the sheets of a workbook share. */
export interface Shared {
  texts: Texts
  styles: (Shown | null)[]
  isSince1904: boolean
}

/** XFD, the last column, and the last row of a sheet (Excel 2007 and later). */
const LAST_COLUMN = 16_383
const LAST_ROW = 1_048_576

/** The rows of a sheet, from its beginning. @throws Unreadable where it is damaged */
export async function* sheetRows(
  archive: Archive,
  part: Part,
  shared: Shared,
  limits: WorkbookLimits,
): AsyncGenerator<RawRow[]> {
  const rows = new RowQueue(limits)
  const sheet = new SheetReader(part.name, shared, rows)
  const xml = new XmlReader(part.name, limits, sheet)
  for await (const piece of archive.read(part)) {
    xml.write(piece)
    yield* rows.take()
    // What follows the cells says how they look.
    if (sheet.isOver) break
  }
  if (!sheet.isOver) xml.end()
  yield* rows.take(true)
}

/** Cells as they come (ECMA-376 part 1, 18.3.1.4): of formulas the value they had when the workbook was saved. */
class SheetReader implements XmlEvents {
  isOver = false
  readonly #part: string
  readonly #shared: Shared
  readonly #rows: RowQueue
  #line = 0
  #cells: string[] = []
  #column = -1
  #type = 'n'
  #style = 0
  #value = ''
  #isInRow = false
  #isValue = false
  #isReading = false

  constructor(part: string, shared: Shared, rows: RowQueue) {
    this.#part = part
    this.#shared = shared
    this.#rows = rows
  }

  open(name: string, attributes: Record<string, string>): void {
    if (this.isOver) return
    if (name === 'c' && this.#isInRow) this.#beginCell(attributes)
    else if (name === 'v') this.#isValue = true
    else if (name === 't') this.#isValue = !this.#isReading
    else if (name === 'row') this.#beginRow(attributes)
    else if (name === 'rPh') this.#isReading = true
  }

  text(piece: string): void {
    if (this.#isValue) this.#value += piece
  }

  close(name: string): void {
    if (this.isOver) return
    if (name === 'v' || name === 't') this.#isValue = false
    else if (name === 'c') this.#endCell()
    else if (name === 'row') this.#endRow()
    else if (name === 'rPh') this.#isReading = false
    else if (name === 'sheetData') this.isOver = true
  }

  #beginRow({ r: said }: Record<string, string>): void {
    this.#line = said === undefined ? this.#line + 1 : Number(said)
    if (!(this.#line >= 1 && this.#line <= LAST_ROW)) throw this.#broken()
    this.#cells = []
    this.#column = -1
    this.#isInRow = true
  }

  #beginCell({ r: place, t: type = 'n', s: style }: Record<string, string>): void {
    this.#column = place === undefined ? this.#column + 1 : columnOf(place)
    if (!(this.#column >= 0 && this.#column <= LAST_COLUMN)) throw this.#broken()
    this.#type = type
    this.#style = style === undefined ? 0 : Number(style)
    this.#value = ''
  }

  #endCell(): void {
    if (!this.#isInRow || this.#value === '') return
    while (this.#cells.length < this.#column) this.#cells.push('')
    this.#cells[this.#column] = this.#text()
    this.#value = ''
  }

  #endRow(): void {
    this.#isInRow = false
    this.#rows.add(this.#line, this.#cells)
  }

  #text(): string {
    const value = this.#value
    const shown = this.#shared.styles[this.#style]
    switch (this.#type) {
      case 's': {
        const text = this.#shared.texts.at(Number(value))
        if (text === undefined) throw this.#broken()
        return text
      }
      case 'b':
        return value.trim() === '1' || value.trim() === 'true' ? 'true' : 'false'
      case 'd':
        return shown?.as === 'date' ? value.slice(0, 10) : value.replace(/(\.0+)?Z?$/, '')
      case 'n':
        return shown ? showNumber(value, shown, this.#shared.isSince1904) : canonicalNumber(value)
      // Texts of formulas and of the cell itself; faults (#N/A) as they are shown, so that the report tells them.
      default:
        return unescapeText(value)
    }
  }

  #broken(): Unreadable {
    return new Unreadable('open-data.workbook.broken', { part: this.#part })
  }
}

/** From 0: the letters at the beginning of B12 are column 1. */
export function columnOf(place: string): number {
  let column = 0
  for (let i = 0; i < place.length; i++) {
    const letter = (place.charCodeAt(i) | 0x20) - 0x60
    if (letter < 1 || letter > 26) break
    column = column * 26 + letter
  }
  return column - 1
}
