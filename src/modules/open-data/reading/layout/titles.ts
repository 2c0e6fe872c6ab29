import { transliterateRu } from '#commons/search/fold.ts'
import type { HeadRow } from './head-row.ts'
import { isNumbering } from './numbering.ts'

const BETWEEN = ' / '

/**
 * What the columns are called: the lines of the header joined, each group title over all columns of its group.
 *
 * @param merged the file itself says how far group titles reach; else they reach to the next one
 */
export function titlesOf(header: HeadRow[], width: number, merged: boolean): string[] {
  const lines = header.filter((row, at) => at === 0 || !isNumbering(row, new Array(width).fill('text')))
  const filled = merged ? lines : lines.map((line, at) => withGroups(line, lines[at + 1], width))
  return Array.from({ length: width }, (_, column) => {
    const parts = filled.map(({ cells }) => cells[column] ?? '').filter((part) => part !== '')
    return parts.filter((part, at) => part !== parts[at - 1]).join(BETWEEN)
  })
}

/** A title that has something under it reaches over the empty cells to its right that have something under them. */
function withGroups(line: HeadRow, below: HeadRow | undefined, width: number): HeadRow {
  if (!below) return line
  const cells = Array.from({ length: width }, (_, column) => line.cells[column] ?? '')
  for (let column = 1; column < width; column++) {
    const both = (below.cells[column] ?? '') !== '' && (below.cells[column - 1] ?? '') !== ''
    if (cells[column] === '' && both) cells[column] = cells[column - 1] as string
  }
  return { ...line, cells }
}

/** Each its own, so that programs and overrules can name a column by its title; what has none is called after its place. */
export function uniqueTitles(titles: string[]): string[] {
  const taken = new Set<string>()
  return titles.map((title, at) => unique(title || `column_${at + 1}`, taken, (text, n) => `${text} (${n})`))
}

const MOST_BYTES = 63
/** Enough for any number behind it. */
const MOST_BASE = 56

/** DuckDB's own name for the number of a row in a Parquet file. */
const RESERVED = 'file_row_number'

/** Names of columns for programs, one for each title: Latin letters, digits and _. */
export function columnNames(titles: string[]): string[] {
  const taken = new Set([RESERVED])
  return titles.map((title, at) => {
    const plain = transliterateRu(title)
      .normalize('NFD')
      .replaceAll(/\p{Mark}/gu, '')
      .replaceAll(/[^A-Za-z0-9]+/g, '_')
      .replace(/^_+/, '')
    const base = plain.slice(0, plain.length > MOST_BYTES ? MOST_BASE : MOST_BYTES).replace(/_+$/, '')
    return unique(base || `column_${at + 1}`, taken, (name, n) => `${name.slice(0, MOST_BASE)}_${n}`)
  })
}

/** Databases do not tell capital letters from small ones. */
function unique(wanted: string, taken: Set<string>, numbered: (wanted: string, n: number) => string): string {
  let name = wanted
  for (let n = 2; taken.has(name.toLowerCase()); n++) name = numbered(wanted, n)
  taken.add(name.toLowerCase())
  return name
}
