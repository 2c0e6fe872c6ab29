import { Unreadable } from '../../raw-table.ts'
import type { WorkbookLimits } from '../limits.ts'

const [QUOTE, COMMA, COLON, OPEN_ARRAY, BACKSLASH, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = Buffer.from('",:[\\]{}')
/** Objects around an array of records, in what others' services answer: {"result": {"records": […]}}. */
const AROUND = 4

export interface RecordEvents {
  /** @param path the names on the way to the array; none for an array that is the whole file */
  table(path: string[]): void
  /** One element of the array that was told last, as it is written. */
  record(json: Buffer): void
}

/** An object or array that is not over. */
interface Frame {
  isArray: boolean
  /** The name that the next value of an object has. */
  name: string
}

/**
 * Finds the arrays of records in JSON, and their elements, without holding more of it than one element. An array is one of records when its first element
 * is an object or an array, or when it is the whole file. What is around them is only looked at as far as that needs.
 */
export class RecordScanner {
  readonly #limits: WorkbookLimits
  readonly #events: RecordEvents
  readonly #frames: Frame[] = []
  #expects: 'value' | 'name' | 'colon' | 'comma' | 'nothing' = 'value'
  /** Just after a bracket, where the closing one may follow. */
  #isFirst = false
  /** An array in which we stand, and do not know yet whether of records. */
  #isArrayOpen = false
  #isTable = false
  /** What is taken whole: a record, a name, or a value that is passed over. */
  #taking: 'record' | 'name' | 'beside' | null = null
  #taken: Buffer[] = []
  #takenLength = 0
  #depth = 0
  #isText = false
  #isEscaped = false
  #isScalar = false

  constructor(limits: WorkbookLimits, events: RecordEvents) {
    this.#limits = limits
    this.#events = events
  }

  /** @throws Unreadable */
  write(bytes: Buffer): void {
    let at = 0
    while (at < bytes.length) at = this.#taking ? this.#take(bytes, at) : this.#step(bytes, at)
  }

  /** @throws Unreadable when something is still open */
  end(): void {
    if (this.#taking && this.#isScalar) this.#endTaking()
    if (this.#taking || this.#expects !== 'nothing') throw this.#broken()
  }

  /** One byte of what is around. @returns where to go on */
  #step(bytes: Buffer, at: number): number {
    const byte = bytes[at] as number
    if (byte === 0x20 || (byte >= 0x09 && byte <= 0x0d)) return at + 1
    if (byte === CLOSE_ARRAY || byte === CLOSE_OBJECT) this.#close(byte === CLOSE_ARRAY)
    else if (this.#expects === 'comma' && byte === COMMA)
      this.#expects = this.#frames.at(-1)?.isArray ? 'value' : 'name'
    else if (this.#expects === 'colon' && byte === COLON) this.#expects = 'value'
    else if (this.#expects === 'name' && byte === QUOTE) return this.#begin('name', at)
    else if (this.#expects === 'value') return this.#value(byte, at)
    else throw this.#broken()
    this.#isFirst = false
    return at + 1
  }

  #value(byte: number, at: number): number {
    this.#isFirst = false
    if (this.#isArrayOpen) {
      const isWhole = this.#frames.length === 1
      this.#isArrayOpen = false
      this.#isTable = isWhole || byte === OPEN_OBJECT || byte === OPEN_ARRAY
      if (this.#isTable) this.#events.table(this.#frames.slice(0, -1).map(({ name }) => name))
    }
    if (this.#frames.at(-1)?.isArray) return this.#begin(this.#isTable ? 'record' : 'beside', at)
    const isDeep = this.#frames.length > AROUND
    if (byte === OPEN_OBJECT && !isDeep) this.#open(false)
    else if (byte === OPEN_ARRAY && !isDeep) this.#open(true)
    else return this.#begin('beside', at)
    return at + 1
  }

  #open(isArray: boolean): void {
    this.#frames.push({ isArray, name: '' })
    this.#expects = isArray ? 'value' : 'name'
    this.#isFirst = true
    this.#isArrayOpen = isArray
  }

  #close(isArray: boolean): void {
    const frame = this.#frames.pop()
    if (frame?.isArray !== isArray || !(this.#isFirst || this.#expects === 'comma')) throw this.#broken()
    this.#isArrayOpen = false
    this.#expects = this.#frames.length > 0 ? 'comma' : 'nothing'
  }

  #begin(what: 'record' | 'name' | 'beside', at: number): number {
    this.#taking = what
    this.#depth = 0
    this.#isText = false
    this.#isScalar = false
    this.#takenLength = 0
    this.#isFirst = false
    return at
  }

  /** Goes to the end of what is taken, or of the bytes. */
  #take(bytes: Buffer, from: number): number {
    let at = from
    let isOver = false
    for (; at < bytes.length && !isOver; at++) {
      const byte = bytes[at] as number
      if (this.#isText) {
        if (this.#isEscaped) this.#isEscaped = false
        else if (byte === BACKSLASH) this.#isEscaped = true
        else if (byte === QUOTE) {
          this.#isText = false
          isOver = this.#depth === 0
        }
      } else if (byte === QUOTE) this.#isText = true
      else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
        if (++this.#depth > this.#limits.depth) throw new Unreadable('open-data.workbook.too-deep', { part: 'JSON' })
      } else if (this.#depth === 0) {
        // A number or a word goes to what cannot be of it.
        if (byte === COMMA || byte === CLOSE_ARRAY || byte === CLOSE_OBJECT || byte <= 0x20) {
          isOver = true
          break
        }
        this.#isScalar = true
      } else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) isOver = --this.#depth === 0
    }
    this.#keep(bytes.subarray(from, at))
    if (isOver) this.#endTaking()
    return at
  }

  #keep(bytes: Buffer): void {
    this.#takenLength += bytes.length
    if (this.#taking === 'beside') return
    if (this.#takenLength > this.#limits.piece) throw new Unreadable('open-data.workbook.too-long', { part: 'JSON' })
    this.#taken.push(bytes)
  }

  #endTaking(): void {
    const json = this.#taken.length === 1 ? (this.#taken[0] as Buffer) : Buffer.concat(this.#taken)
    const what = this.#taking
    this.#taken = []
    this.#taking = null
    this.#expects = this.#frames.length > 0 ? 'comma' : 'nothing'
    if (what === 'record') this.#events.record(json)
    if (what !== 'name') return
    this.#expects = 'colon'
    const frame = this.#frames.at(-1)
    if (frame) frame.name = nameIn(json) ?? this.#fail()
  }

  #fail(): never {
    throw this.#broken()
  }

  #broken(): Unreadable {
    return new Unreadable('open-data.workbook.json-broken')
  }
}

function nameIn(json: Buffer): string | undefined {
  try {
    return JSON.parse(json.toString())
  } catch {
    return undefined
  }
}
