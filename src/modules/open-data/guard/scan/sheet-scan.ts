import type { Shown as Format } from '../../workbook/xlsx/number-format.ts'
import { columnOf } from '../../workbook/xlsx/sheet-rows.ts'
import { unescapeText } from '../../workbook/xlsx/texts.ts'
import type { XmlEvents } from '../../workbook/xml.ts'
import type { Tally } from './tally.ts'
import { XmlScan } from './xml-scan.ts'

/** Numbers of the shared texts that cells show. */
export class Shown {
  #bits = new Uint32Array(1024)

  add(index: number): void {
    if (!(index >= 0 && index < 2 ** 27)) return
    const word = index >>> 5
    if (word >= this.#bits.length) {
      const more = new Uint32Array(Math.max(word + 1, this.#bits.length * 2))
      more.set(this.#bits)
      this.#bits = more
    }
    this.#bits[word] = (this.#bits[word] as number) | (1 << (index & 31))
  }

  has(index: number): boolean {
    return (((this.#bits[index >>> 5] ?? 0) >>> (index & 31)) & 1) === 1
  }
}

/**
 * What stands on a sheet beside the values of its cells: formulas, headers and footers, what may be chosen in a cell, addresses. It follows the reader
 * of rows (`sheet-rows.ts`) step by step: whatever that one passes over is looked through here.
 */
export class SheetScan implements XmlEvents {
  readonly #tally: Tally
  readonly #rest: XmlScan
  readonly #shown: Shown
  readonly #styles: (Format | null)[]
  #isOver = false
  #isInRow = false
  #isInCell = false
  #isValue = false
  #isReading = false
  #value = ''
  /** Where the last of several values of one cell begins: the reader joins them. */
  #begins = 0
  #column = -1
  #type = 'n'
  #style = 0
  /** Of a row: cells in their order; of two in one place only the second is read. */
  #cells: { column: number; value: string; isShared: boolean }[] = []
  #isOrdered = true

  /** @param styles as what numbers are shown */
  constructor(tally: Tally, shown: Shown, styles: (Format | null)[]) {
    this.#tally = tally
    this.#rest = new XmlScan(tally)
    this.#shown = shown
    this.#styles = styles
  }

  open(name: string, attributes: Record<string, string>): void {
    switch (this.#isOver ? '' : name) {
      case 'row':
        this.#beginRow(attributes)
        break
      case 'c':
        this.#beginCell(attributes)
        break
      case 'v':
        this.#beginValue()
        this.#isValue = true
        break
      case 't':
        this.#isValue = !this.#isReading
        break
      default:
        if (name === 'is') this.#beginValue()
        if (name === 'rPh') this.#isReading = true
        this.#rest.open(name, attributes)
    }
  }

  text(piece: string): void {
    if (this.#isValue && !this.#isOver) this.#value += piece
    else this.#rest.text(piece)
  }

  close(name: string): void {
    switch (this.#isOver ? '' : name) {
      case 'row':
        this.#endRow()
        break
      case 'c':
        this.#endCell()
        break
      case 'v':
      case 't':
        this.#isValue = false
        // Of no cell.
        if (!this.#isInCell) this.#passOver()
        break
      default:
        if (name === 'rPh') this.#isReading = false
        if (name === 'sheetData') this.#isOver = true
        this.#rest.close(name)
    }
  }

  #beginRow(attributes: Record<string, string>): void {
    if (this.#isInRow) this.#endRow(false)
    this.#isInRow = true
    this.#column = -1
    this.#takeAll(attributes)
  }

  #beginCell(attributes: Record<string, string>): void {
    if (this.#isInCell) this.#passOver()
    this.#isInCell = this.#isInRow
    const { r: place, t: type = 'n', s: style } = attributes
    this.#column = place === undefined ? this.#column + 1 : columnOf(place)
    this.#type = type
    this.#style = style === undefined ? 0 : Number(style)
    this.#begins = 0
    this.#takeAll(attributes)
  }

  #beginValue(): void {
    if (this.#value.length === this.#begins) return
    this.#tally.take(this.#value.slice(this.#begins), null)
    this.#begins = this.#value.length
  }

  #endCell(): void {
    if (!this.#isInCell) return
    this.#isInCell = false
    const value = this.#value
    if (this.#begins > 0) this.#tally.take(value.slice(this.#begins), null)
    this.#value = ''
    this.#begins = 0
    if (value === '') return
    if (this.#hidesValue()) this.#tally.take(value, null)
    const last = this.#cells.at(-1)
    if (last && last.column >= this.#column) this.#isOrdered = false
    this.#cells.push({ column: this.#column, value, isShared: this.#type === 's' })
  }

  /** Whether something else than the value is shown of it: truths, days, times. */
  #hidesValue(): boolean {
    if (this.#type === 'b' || this.#type === 'd') return true
    const as = this.#type === 'n' ? this.#styles[this.#style]?.as : undefined
    return as === 'time' || as === 'duration'
  }

  /** @param isWhole a row within another one ends that, unread */
  #endRow(isWhole = true): void {
    const read = this.#isOrdered ? null : new Map(this.#cells.map((cell) => [cell.column, cell]))
    for (const cell of this.#cells) {
      const isRead = isWhole && (!read || read.get(cell.column) === cell)
      if (cell.isShared && isRead) this.#shown.add(Number(cell.value))
      if (!cell.isShared && !isRead) this.#tally.take(cell.value, null)
    }
    this.#cells = []
    this.#isOrdered = true
    this.#isInRow = false
  }

  #passOver(): void {
    this.#tally.take(this.#value, null)
    this.#value = ''
    this.#begins = 0
  }

  #takeAll(attributes: Record<string, string>): void {
    for (const name in attributes) this.#tally.take(attributes[name] as string, null)
  }
}

/**
 * The shared texts that no cell shows: what was deleted from a sheet may stand there still. Of those that one shows, what is not part of it: how East
 * Asian signs are read aloud.
 */
export class UnshownScan implements XmlEvents {
  readonly #tally: Tally
  readonly #shown: Shown
  #index = 0
  #text = ''
  #beside = ''
  #isText = false
  #isReading = false

  constructor(tally: Tally, shown: Shown) {
    this.#tally = tally
    this.#shown = shown
  }

  open(name: string): void {
    if (name === 't') this.#isText = !this.#isReading
    if (name === 'rPh') this.#isReading = true
    if (name === 'rPh' || name === 'si') this.#takeBeside()
    if (name !== 'si') return
    this.#tally.take(this.#text, null)
    this.#text = ''
  }

  text(piece: string): void {
    if (this.#isText) this.#text += piece
    else this.#beside += piece
  }

  close(name: string): void {
    if (name === 't') this.#isText = false
    if (name === 'rPh') this.#isReading = false
    if (name === 'rPh' || name === 'si' || name === 'sst') this.#takeBeside()
    if (name !== 'si') return
    if (!this.#shown.has(this.#index++)) this.#tally.take(unescapeText(this.#text), null)
    this.#text = ''
  }

  #takeBeside(): void {
    this.#tally.take(this.#beside, null)
    this.#beside = ''
  }
}
