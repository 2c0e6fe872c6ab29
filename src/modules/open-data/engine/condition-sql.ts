import { anySpelling } from './any-spelling.ts'
import { type ColumnLike, columnNamed, folded, foldedColumn, written } from './column-sql.ts'
import { literal, quoted } from './duckdb.ts'
import { BadQuery } from './refusals.ts'
import type { Comparison, Condition, KeptTable, TableQuery, Value } from './table-query.ts'
import { typedValue } from './typed-value.ts'

/** The rows that a query chooses: a condition in SQL, with `$1`, `$2` … for `values`; `true` where it chooses all. */
export interface Chosen {
  where: string
  values: (string | boolean)[]
  /** In how many cells the words stand, as an expression; null when no words are looked for. */
  hits: string | null
}

const MOST_CONDITIONS = 200
const MOST_VALUES = 2_000
const MOST_WORDS = 10
/** Letters of a word. */
const MOST_WORD = 40
/** Characters of a part that is looked for. */
const MOST_PART = 200
/** Letters looked for, each in each of its columns: a letter of a text becomes up to half a kilobyte of SQL. */
const MOST_LETTERS = 20_000

/**
 * What people type is bound, never written into the SQL, but for what is looked for in texts, which becomes code points in hexadecimal
 * (DuckDB makes a bound regular expression anew for each row); names of columns are looked up and quoted.
 *
 * @throws BadQuery
 */
export function chosenBy(table: KeptTable, { where, words }: Pick<TableQuery, 'where' | 'words'>): Chosen {
  const values: (string | boolean)[] = []
  const writer: Writer = {
    table,
    conditions: 0,
    letters: 0,
    bind: (value, as) => {
      const known = values.indexOf(value)
      if (known < 0) values.push(value)
      if (values.length > MOST_VALUES) throw new BadQuery('', 'too-many-conditions')
      return `$${known < 0 ? values.length : known + 1}::${as}`
    },
  }
  const parts = where ? [condition(writer, where)] : []
  const found = (words ?? '')
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, MOST_WORDS)
    .map((word) => cellsWith(writer, word))
  parts.push(...found.map((cells) => (cells.length > 0 ? `(${cells.join(' OR ')})` : 'false')))
  const hits = found.flat().map((cell) => `coalesce(${cell}, false)::INTEGER`)
  return {
    where: parts.length > 0 ? parts.join(' AND ') : 'true',
    values,
    hits: found.length > 0 ? hits.join(' + ') || '0' : null,
  }
}

interface Writer {
  table: KeptTable
  conditions: number
  letters: number
  bind(value: string | boolean, as: string): string
}

function condition(writer: Writer, asked: Condition): string {
  writer.conditions += 1
  if (writer.conditions > MOST_CONDITIONS) throw new BadQuery('', 'too-many-conditions')
  if ('all' in asked) return joined(writer, asked.all, ' AND ', 'true')
  if ('any' in asked) return joined(writer, asked.any, ' OR ', 'false')
  if ('not' in asked) return `NOT coalesce((${condition(writer, asked.not)}), false)`
  const column = columnNamed(writer.table, asked.column)
  const name = quoted(column.name)
  switch (asked.is) {
    case 'empty':
      return `${name} IS NULL`
    case 'not-empty':
      return `${name} IS NOT NULL`
    case 'contains':
      return asked.value === '' ? 'true' : (containing(writer, column, asked.value) ?? 'false')
    case 'same':
      return column.type === 'string'
        ? sameText(writer, column, asked.value)
        : `${name} = ${bound(writer, column, asked.value)}`
    case 'in':
      return asked.values.length > 0
        ? `${name} IN (${asked.values.map((value) => bound(writer, column, value)).join(', ')})`
        : 'false'
    default:
      return `${name} ${operators[asked.is]} ${bound(writer, column, asked.value)}`
  }
}

const operators: Record<Comparison, string> = {
  '=': '=',
  '!=': 'IS DISTINCT FROM',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
}

function joined(writer: Writer, parts: Condition[], by: string, ofNone: string): string {
  return parts.length > 0 ? `(${parts.map((part) => condition(writer, part)).join(by)})` : ofNone
}

function bound(writer: Writer, column: ColumnLike, value: Value): string {
  const typed = typedValue(column, value)
  return writer.bind(typed.bound, typed.as)
}

/** Where a word may stand: in every text, and in numbers and dates when it has a digit. */
function cellsWith(writer: Writer, word: string): string[] {
  if (word.length > MOST_WORD) throw new BadQuery('', 'too-many-letters')
  return writer.table.columns.flatMap((column) => containing(writer, column, word) ?? [])
}

function containing(writer: Writer, column: ColumnLike, looked: string): string | null {
  const part = looked.slice(0, MOST_PART)
  if (column.type !== 'string' && (!/\d/.test(part) || column.type === 'boolean')) return null
  writer.letters += part.length
  if (writer.letters > MOST_LETTERS) throw new BadQuery('', 'too-many-letters')
  if (column.type === 'string') return textContaining(writer, column.name, part)
  const decimal = column.type === 'number' ? part.replace(',', '.') : part
  return `contains(${written(column)}, ${writer.bind(decimal, 'VARCHAR')})`
}

/** A text that has the part and nothing beside it. */
function sameText(writer: Writer, column: ColumnLike, text: string): string {
  const part = text.trim().slice(0, MOST_PART)
  if (part === '') return 'false'
  const found = containing(writer, column, part)
  writer.letters += part.length
  return `(${found} AND regexp_full_match(${quoted(column.name)}, ${literal(anySpelling(part))}))`
}

/** The folded form is quickly looked through. Where it says too little, only the rows that it found are looked at closely. */
function textContaining(writer: Writer, name: string, part: string): string {
  const runs = part.normalize('NFC').split(TWO_SPELLINGS)
  const longest = runs.reduce((one, other) => (other.length > one.length ? other : one))
  const found = `contains(${foldedColumn(name)}, ${folded(writer.bind(longest, 'VARCHAR'))})`
  if (runs.length === 1 && !COARSE.test(part.normalize('NFD'))) return found
  return `(${found} AND regexp_matches(${quoted(name)}, ${literal(anySpelling(part))}))`
}

/** Romanian writes one sound in two ways. */
const TWO_SPELLINGS = /[âîÂÎ]/u
/** Letters that the folded form takes for others: й for и. */
const COARSE = /[иуі]/iu
