import { Unreadable } from '../../raw-table.ts'
import type { Archive, Part } from '../archive.ts'
import type { WorkbookLimits } from '../limits.ts'
import { readXml } from '../xml.ts'

const PAGE = 4 * 2 ** 20
/** Texts that come often were met early, so they stand at the beginning. */
const READY = 65_536

/** Texts by number, as bytes: millions of them as strings would take several times the room, and of the memory that JavaScript shares out. */
export class Texts {
  readonly #limits: WorkbookLimits
  readonly #pages: Buffer[] = []
  readonly #ready: string[] = []
  /** Page, beginning and end of each text. */
  #places = new Uint32Array(3 * 1024)
  #count = 0
  #bytes = 0
  #used = PAGE

  constructor(limits: WorkbookLimits) {
    this.#limits = limits
  }

  get count(): number {
    return this.#count
  }

  /** @throws Unreadable when there are too many */
  add(text: string): void {
    const size = Buffer.byteLength(text)
    this.#bytes += size
    if (this.#count >= this.#limits.texts || this.#bytes > this.#limits.textBytes) {
      throw new Unreadable('open-data.workbook.too-many-texts', { most: this.#limits.texts })
    }
    if (this.#used + size > PAGE) {
      this.#pages.push(Buffer.allocUnsafe(Math.max(PAGE, size)))
      this.#used = 0
    }
    const page = this.#pages.length - 1
    this.#pages[page]?.write(text, this.#used)
    if (this.#places.length < 3 * (this.#count + 1)) this.#grow()
    this.#places.set([page, this.#used, this.#used + size], 3 * this.#count)
    this.#used += size
    this.#count++
  }

  /** @returns undefined where there is none of that number */
  at(index: number): string | undefined {
    if (!(index >= 0 && index < this.#count)) return undefined
    if (index >= READY) return this.#textAt(index)
    this.#ready[index] ??= this.#textAt(index)
    return this.#ready[index]
  }

  #textAt(index: number): string {
    const [page = 0, from, to] = this.#places.subarray(3 * index, 3 * index + 3)
    return this.#pages[page]?.toString('utf8', from, to) ?? ''
  }

  #grow(): void {
    const places = new Uint32Array(this.#places.length * 2)
    places.set(this.#places)
    this.#places = places
  }
}

/** The texts that cells name by their number (ECMA-376 part 1, 18.4): runs of one text joined, how East Asian signs are read aloud left out. */
export async function readTexts(archive: Archive, part: Part, limits: WorkbookLimits): Promise<Texts> {
  const texts = new Texts(limits)
  let text = ''
  let isText = false
  let isReading = false
  await readXml(archive, part, limits, {
    open(name) {
      if (name === 'si') text = ''
      else if (name === 'rPh') isReading = true
      else if (name === 't') isText = !isReading
    },
    text(piece) {
      if (isText) text += piece
    },
    close(name) {
      if (name === 't') isText = false
      else if (name === 'rPh') isReading = false
      else if (name === 'si') texts.add(unescapeText(text))
    },
  })
  return texts
}

/** What XML cannot hold is written _x0007_, and an underscore that would look so _x005F_ (ECMA-376 part 1, 22.9.2.19). */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9a-fA-F]{4})_/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
}
