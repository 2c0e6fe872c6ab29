export type Cell = string | number | boolean | Date | null | undefined

/** Spreadsheets open UTF-8 as UTF-8 only when it begins with this mark. */
export const CSV_START = '\ufeff'

/**
 * One record of RFC 4180, with its line end. A text that a spreadsheet would take for a formula gets an apostrophe in front;
 * numbers, also texts that are nothing but a number, stay as they are.
 *
 * @param cells dates become RFC 3339 in UTC; null and undefined an empty cell
 */
export function csvRecord(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

/** A file piece by piece: the names of the columns, then the records as they come. @param marked begins with {@link CSV_START} */
export async function* csvFile(columns: readonly string[], records: AsyncIterable<readonly Cell[]>, marked = true) {
  yield (marked ? CSV_START : '') + csvRecord(columns)
  for await (const record of records) yield csvRecord(record)
}

function csvCell(cell: Cell): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return cell.toISOString()
  if (typeof cell !== 'string') return String(cell)
  const text = guarded(cell.replaceAll('\0', ''))
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

const NEEDS_QUOTES = /[",\r\n\t]|^\s|\s$/u
/**
 * What makes Excel, LibreOffice and Google Sheets calculate: these signs, also full-width ones (some locales fold them), also after
 * blanks that an import trims; TAB, CR and LF because an import may split the cell there.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
const FORMULA = /^[\s\ufeff]*[=+\-@＝＋－＠]|^[\t\r\n]/u
const PLAIN_NUMBER = /^-?\d+(?:\.\d+)?$/

function guarded(text: string): string {
  return FORMULA.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text
}
