import type { ColumnType } from '../../table-schema.ts'
import { serialOf } from '../xlsx/serial-day.ts'

export interface SheetColumn {
  title: string
  type: ColumnType
}

/** A cell as in the spool and in the engine: canonical texts (2026-11-25, 1234.5, true), numbers and booleans also as such; null is empty. */
export type SheetCell = string | number | boolean | null

/** Numbers of the styles in styles.xml, in its order. */
export const STYLES = { plain: 0, header: 1, date: 2, datetime: 3, time: 4 }
/** Longer texts no spreadsheet opens. */
const LONGEST = 32_767

const WIDTHS: Record<ColumnType, number> = {
  string: 24,
  integer: 14,
  number: 14,
  boolean: 10,
  date: 12,
  datetime: 20,
  time: 10,
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'

/** What stands before the rows: the first one stays in sight. */
export function sheetHead(columns: SheetColumn[]): string {
  const widths = columns.map(({ title, type }, index) => {
    const width = Math.min(Math.max(WIDTHS[type], title.length + 2), 60)
    return `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`
  })
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData>`
}

export const sheetTail = '</sheetData></worksheet>'

/** Writes rows of a sheet with these columns. */
export class RowWriter {
  readonly #columns: { letters: string; type: ColumnType; title: string }[]

  constructor(columns: SheetColumn[]) {
    this.#columns = columns.map(({ title, type }, index) => ({ letters: lettersOf(index), type, title }))
  }

  header(): string {
    const cells = this.#columns.map(({ letters, title }) => textCell(`${letters}1`, title, STYLES.header))
    return `<row r="1">${cells.join('')}</row>`
  }

  /** @param line from 2 */
  row(line: number, cells: SheetCell[]): string {
    let xml = `<row r="${line}">`
    for (const [index, { letters, type }] of this.#columns.entries()) {
      const cell = cells[index]
      if (cell !== null && cell !== undefined && cell !== '') xml += cellXml(`${letters}${line}`, cell, type)
    }
    return `${xml}</row>`
  }
}

/** A cell that is not what its column says is written as the text that it is. */
function cellXml(place: string, cell: SheetCell, type: ColumnType): string {
  if (type === 'string') return textCell(place, String(cell), STYLES.plain)
  const text = String(cell)
  if (type === 'boolean') {
    if (text === 'true' || text === 'false') return `<c r="${place}" t="b"><v>${text === 'true' ? 1 : 0}</v></c>`
  } else if (type === 'integer' || type === 'number') {
    if (isCountable(text, type)) return `<c r="${place}"><v>${text}</v></c>`
  } else {
    const serial = serialOf(text)
    if (serial !== null) return `<c r="${place}" s="${STYLES[type]}"><v>${serial}</v></c>`
  }
  return textCell(place, text, STYLES.plain)
}

/** Spreadsheets keep 15 digits: a longer whole number stays a text, a fraction is a floating one already. */
function isCountable(text: string, type: ColumnType): boolean {
  return type === 'integer' ? /^-?\d{1,15}$/.test(text) : /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text)
}

function textCell(place: string, text: string, style: number): string {
  const shown = text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text
  const looks = style === STYLES.plain ? '' : ` s="${style}"`
  return `<c r="${place}"${looks} t="inlineStr"><is><t xml:space="preserve">${escapeXml(shown)}</t></is></c>`
}

/** What XML cannot hold is written _x0007_, and what would look so _x005F_ (ECMA-376 part 1, 22.9.2.19). */
export function escapeXml(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML forbids
  if (!/[&<>"\r_\u0000-\u001f\ufffe\uffff]/.test(text) && text.isWellFormed()) return text
  return (
    text
      .toWellFormed()
      .replace(/_(?=x[0-9a-fA-F]{4}_)/g, '_x005F_')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML forbids
      .replace(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g, (sign) => {
        return `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`
      })
  )
}

function lettersOf(index: number): string {
  let letters = ''
  for (let left = index + 1; left > 0; left = Math.floor((left - 1) / 26)) {
    letters = String.fromCharCode(0x41 + ((left - 1) % 26)) + letters
  }
  return letters
}
