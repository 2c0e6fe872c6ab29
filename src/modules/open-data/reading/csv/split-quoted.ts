import type { Dialect } from './dialect.ts'

const QUOTE = 34
const BLANK = 32
const BACKSLASH = 92

/** A row taken apart: `next` is where the one after it begins. Without cells it is broken, and `next` is how far was looked. */
export interface Split {
  cells: string[] | null
  next: number
}

/**
 * Takes a row apart in which quotes stand. A quote opens a cell only at its beginning; elsewhere it is a letter as any other. After the closing
 * one the cell ends; anything but blanks there says that the quotes are broken.
 *
 * @param whole nothing comes after this text
 * @returns null when the row goes on beyond the text
 */
export function splitQuoted(text: string, start: number, dialect: Dialect, whole: boolean): Split | null {
  const delimiter = dialect.delimiter ?? '\n'
  const cells: string[] = []
  let lineEnd = endOfLine(text, start)
  if (lineEnd === text.length && !whole) return null
  for (let at = start; ; ) {
    const opening = skipBlanks(text, at)
    if (text.charCodeAt(opening) !== QUOTE) {
      const found = text.indexOf(delimiter, at)
      const end = found < 0 || found > lineEnd ? lineEnd : found
      cells.push(text.slice(at, end))
      if (end === lineEnd) return { cells, next: lineEnd + 1 }
      at = end + 1
      continue
    }
    const closing = closingQuote(text, opening + 1, dialect)
    if (closing < 0) return whole ? { cells: null, next: text.length } : null
    const after = skipBlanks(text, closing + 1)
    if (after >= text.length && !whole) return null
    cells.push(unquoted(text.slice(opening + 1, closing), dialect))
    if (after >= text.length || text[after] === '\n') return { cells, next: after + 1 }
    if (text[after] !== delimiter) return { cells: null, next: after }
    at = after + 1
    if (at > lineEnd) {
      lineEnd = endOfLine(text, at)
      if (lineEnd === text.length && !whole) return null
    }
  }
}

function endOfLine(text: string, from: number): number {
  const found = text.indexOf('\n', from)
  return found < 0 ? text.length : found
}

function skipBlanks(text: string, from: number): number {
  let at = from
  while (text.charCodeAt(at) === BLANK) at++
  return at
}

/** -1 where the text ends before it. */
function closingQuote(text: string, from: number, dialect: Dialect): number {
  for (let at = from; ; ) {
    const found = text.indexOf('"', at)
    if (found < 0) return -1
    if (dialect.escape === '\\') {
      if (backslashesBefore(text, found, from) % 2 === 0) return found
      at = found + 1
    } else if (text.charCodeAt(found + 1) === QUOTE) at = found + 2
    else return found
  }
}

function backslashesBefore(text: string, end: number, from: number): number {
  let at = end
  while (at > from && text.charCodeAt(at - 1) === BACKSLASH) at--
  return end - at
}

function unquoted(cell: string, dialect: Dialect): string {
  if (dialect.escape === '\\') return cell.includes('\\') ? cell.replaceAll(/\\(["\\])/g, '$1') : cell
  return cell.includes('"') ? cell.replaceAll('""', '"') : cell
}
