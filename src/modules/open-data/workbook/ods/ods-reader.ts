import { type RawTable, Unreadable } from '../../raw-table.ts'
import { canonicalNumber } from '../canonical-number.ts'
import { clock } from '../clock.ts'
import type { XmlEvents } from '../xml.ts'

/** What is met in a spreadsheet. */
export interface OdsEvents {
  sheet(name: string, isHidden: boolean): void
  /** @param times how many rows in a row are so */
  row(line: number, cells: string[], times: number): void
  merged?(corners: NonNullable<RawTable['merged']>[number]): void
}

/** What stands in a cell beside its text: notes, shapes and what is in them, how East Asian signs are read aloud. */
const BESIDE = new Set(['annotation', 'frame', 'custom-shape', 'shapes', 'forms', 'ruby-text'])
/** As many columns as a sheet can have today. */
const COLUMNS = 16_384
/** More lines than any program writes; a number beyond is a trap. */
const LINES = 2 ** 24

type Attributes = Record<string, string>

/** Reads content.xml (OpenDocument 1.3 part 3, 9): rows and cells that stand for many are told once, with their number. */
export class OdsReader implements XmlEvents {
  isSpreadsheet = false
  readonly #part: string
  readonly #events: OdsEvents
  readonly #hiddenStyles = new Set<string>()
  #style = ''
  /** Depth within a sheet, and within what is passed over. */
  #sheet = 0
  #beside = 0
  #line = 0
  #rowTimes = 1
  #cells: string[] = []
  #empty = 0
  #cell: { value: string | null; text: string; paragraphs: number; times: number } | null = null
  #isParagraph = false

  /** @param part for the message when it is broken */
  constructor(part: string, events: OdsEvents) {
    this.#part = part
    this.#events = events
  }

  open(name: string, attributes: Attributes): void {
    if (this.#beside > 0 || BESIDE.has(name) || name === 'tracked-changes') this.#beside++
    else if (name === 'table') this.#openTable(attributes)
    else if (this.#sheet === 1) this.#openInSheet(name, attributes)
    else this.#openElsewhere(name, attributes)
  }

  text(piece: string): void {
    if (this.#isParagraph && this.#beside === 0 && this.#cell) this.#cell.text += piece
  }

  close(name: string): void {
    if (this.#beside > 0) this.#beside--
    else if (name === 'table') this.#sheet--
    else if (this.#sheet !== 1) return
    else if (name === 'p') this.#isParagraph = false
    else if (name === 'table-cell' || name === 'covered-table-cell') this.#endCell()
    else if (name === 'table-row') this.#endRow()
  }

  #openElsewhere(name: string, attributes: Attributes): void {
    if (name === 'spreadsheet') this.isSpreadsheet = true
    else if (name === 'style') this.#style = attributes['style:name'] ?? ''
    else if (name === 'table-properties' && attributes['table:display'] === 'false') this.#hiddenStyles.add(this.#style)
  }

  /** A table within a cell is passed over. */
  #openTable(attributes: Attributes): void {
    this.#sheet++
    if (this.#sheet > 1) return
    this.#line = 0
    const style = attributes['table:style-name'] ?? ''
    this.#events.sheet(attributes['table:name'] ?? '', this.#hiddenStyles.has(style))
  }

  #openInSheet(name: string, attributes: Attributes): void {
    switch (name) {
      case 'table-row':
        this.#rowTimes = this.#times(attributes['table:number-rows-repeated'], LINES)
        this.#cells = []
        this.#empty = 0
        break
      case 'table-cell':
      case 'covered-table-cell':
        this.#beginCell(attributes)
        break
      case 'p':
        if (this.#cell && this.#cell.paragraphs++ > 0) this.#cell.text += '\n'
        this.#isParagraph = true
        break
      case 's':
        this.text(' '.repeat(Math.min(this.#times(attributes['text:c'], LINES), 1000)))
        break
      case 'tab':
        this.text('\t')
        break
      case 'line-break':
        this.text('\n')
    }
  }

  #beginCell(attributes: Attributes): void {
    const times = this.#times(attributes['table:number-columns-repeated'], COLUMNS)
    this.#cell = { value: shownValue(attributes), text: '', paragraphs: 0, times }
    const right = this.#times(attributes['table:number-columns-spanned'], COLUMNS) - 1
    const down = this.#times(attributes['table:number-rows-spanned'], LINES) - 1
    if (right + down === 0) return
    const [top, left] = [this.#line, this.#cells.length + this.#empty]
    this.#events.merged?.({ top, left, bottom: top + down, right: left + right })
  }

  #endCell(): void {
    if (!this.#cell) return
    const { value, text, times } = this.#cell
    this.#cell = null
    // A code with zeros before it is a number whose format writes them.
    const shown = value !== null && /^0\d+$/.test(text) && Number(text) === Number(value) ? text : (value ?? text)
    if (shown === '') {
      this.#empty += times
      return
    }
    if (this.#cells.length + this.#empty + times > COLUMNS) throw this.#broken()
    for (; this.#empty > 0; this.#empty--) this.#cells.push('')
    for (let i = 0; i < times; i++) this.#cells.push(shown)
  }

  #endRow(): void {
    if (this.#line + this.#rowTimes > LINES) throw this.#broken()
    this.#events.row(this.#line + 1, this.#cells, this.#rowTimes)
    this.#line += this.#rowTimes
  }

  #times(said: string | undefined, most: number): number {
    if (said === undefined) return 1
    const times = Number(said)
    if (!(Number.isInteger(times) && times >= 0 && times <= most)) throw this.#broken()
    return Math.max(times, 1)
  }

  #broken(): Unreadable {
    return new Unreadable('open-data.workbook.broken', { part: this.#part })
  }
}

/** The value of a cell that has a type, canonically; null where its text is the value. */
export function shownValue(attributes: Attributes): string | null {
  if (attributes['calcext:value-type'] === 'error') return null
  switch (attributes['office:value-type']) {
    case 'float':
    case 'percentage':
    case 'currency':
      return canonicalNumber(attributes['office:value'] ?? '')
    case 'boolean':
      return attributes['office:boolean-value'] ?? ''
    case 'date':
      return (attributes['office:date-value'] ?? '').replace(/(\.0+)?Z?$/, '')
    case 'time':
      return elapsed(attributes['office:time-value'] ?? '')
    default:
      return attributes['office:string-value'] ?? null
  }
}

/** PT08H30M00S as 08:30:00. */
function elapsed(duration: string): string {
  const found = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:[.,]\d+)?)S)?$/.exec(duration)
  if (!found) return duration
  const [hours = 0, minutes = 0, seconds = 0] = found.slice(1).map((part = '0') => Number(part.replace(',', '.')))
  // 08:30:00 may be kept as 29 minutes and 59.9999998 seconds.
  return clock(hours * 3600 + minutes * 60 + seconds, false)
}
