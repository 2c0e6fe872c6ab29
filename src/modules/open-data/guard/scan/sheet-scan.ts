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

/** What stands on a sheet beside the values of its cells: formulas, headers and footers, what may be chosen in a cell, addresses. */
export class SheetScan implements XmlEvents {
  readonly #rest: XmlScan
  readonly #shown: Shown
  #value = ''
  #isValue = false
  #isInside = 0
  #isShared = false

  constructor(tally: Tally, shown: Shown) {
    this.#rest = new XmlScan(tally)
    this.#shown = shown
  }

  open(name: string, attributes: Record<string, string>): void {
    if (this.#isInside > 0 || name === 'is') this.#isInside++
    else if (name === 'c') this.#isShared = attributes.t === 's'
    else if (name === 'v') {
      this.#isValue = true
      this.#value = ''
    } else if (name !== 'row') this.#rest.open(name, attributes)
  }

  text(piece: string): void {
    if (this.#isValue) {
      if (this.#isShared) this.#value += piece
    } else if (this.#isInside === 0) this.#rest.text(piece)
  }

  close(name: string): void {
    if (this.#isInside > 0) this.#isInside--
    else if (name === 'v') {
      if (this.#isShared) this.#shown.add(Number(this.#value))
      this.#isValue = false
    } else if (name !== 'c' && name !== 'row') this.#rest.close(name)
  }
}

/** The shared texts that no cell shows: what was deleted from a sheet may stand there still. */
export class UnshownScan implements XmlEvents {
  readonly #tally: Tally
  readonly #shown: Shown
  #index = 0
  #text = ''

  constructor(tally: Tally, shown: Shown) {
    this.#tally = tally
    this.#shown = shown
  }

  open(name: string): void {
    if (name === 'si') this.#text = ''
  }

  text(piece: string): void {
    this.#text += piece
  }

  close(name: string): void {
    if (name !== 'si') return
    if (!this.#shown.has(this.#index++)) this.#tally.take(this.#text, null)
  }
}
