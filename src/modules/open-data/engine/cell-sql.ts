import { MOST_DIGITS } from '../reading/types/classify.ts'
import { booleanForms } from '../reading/types/forms.ts'
import { isNamed, monthNames, type NamedPattern, namedPatterns } from '../reading/types/named-days.ts'
import { BLANKS, shapesOf } from '../reading/types/units.ts'
import type { CellFormat, Column } from '../table-schema.ts'
import { duckTypes } from './column-sql.ts'
import { literal } from './duckdb.ts'

/** What JavaScript's `\s` takes for blank. */
const BLANK =
  '[\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]'

/**
 * The value of a text as SQL: the same as `parseCell` of reading/types/parse-cell.ts finds, which says what is right; a test holds the two
 * together. Null where nothing stands, and for what is no value of the column.
 *
 * @param text the name of what {@link textOf} made of a cell
 */
export function valueFrom({ type, format }: Pick<Column, 'type' | 'format'>, text: string): string {
  if (type === 'string') return text
  if (type === 'integer') return integerOf(text, format)
  if (type === 'number') return numberOf(text, format)
  if (type === 'boolean') return booleanOf(text, format)
  if (type === 'date') return dateOf(text, format)
  if (type === 'datetime') return datetimeOf(text, format)
  return timeOf(text)
}

/**
 * The same for a column of which {@link holdsOnly} is known, many times as fast; null for others, whose values are asked for by {@link valueFrom}.
 * A text that it does not take after all becomes null.
 */
export function sureValueFrom({ type, format }: Pick<Column, 'type' | 'format'>, text: string): string | null {
  if (type === 'integer') return `TRY_CAST(${text} AS BIGINT)`
  if (type === 'number') {
    const value = `TRY_CAST(${format.decimal === ',' ? `replace(${text}, ',', '.')` : text} AS DOUBLE)`
    // There is no negative nothing, and no number without an end.
    return `CASE WHEN isfinite(${value}) THEN ${value} + 0 END`
  }
  const order = type === 'date' ? format.pattern : undefined
  if (order === 'yyyy-mm-dd') return `TRY_CAST(${text} AS DATE)`
  const codes: Record<string, string> = { yyyy: '%Y', mm: '%m', dd: '%d' }
  return order
    ? `CAST(try_strptime(${text}, ${literal(order.replace(/\w+/g, (part) => codes[part] ?? part))}) AS DATE)`
    : null
}

/** A cell of the spool, which has no blanks at its ends; null where nothing stands, and for what says that the value is missing. */
export function textOf({ missingMarks }: Pick<Column, 'missingMarks'>, cell: string): string {
  const text = `nullif(${cell}, '')`
  if (missingMarks.length === 0) return text
  return `CASE WHEN ${cell} NOT IN (${missingMarks.map(literal).join(', ')}) THEN ${text} END`
}

interface NumberSigns {
  decimal: '.' | ','
  /** Regular expressions of the whole part and of the decimal mark. */
  whole: string
  mark: string
  /** The text as SQL reads numbers. */
  plain(text: string): string
}

const GROUPS = { ' ': '[ \u00a0\u2007\u2009\u202f]', '.': '\\.', ',': ',', "'": "['’]" }

function signsOf({ decimal, thousands }: CellFormat): NumberSigns {
  const sign = thousands === '.' && decimal === undefined ? ',' : (decimal ?? '.')
  return {
    decimal: sign,
    whole: thousands ? `(?:\\d+|[1-9]\\d{0,2}(?:${GROUPS[thousands]}\\d{3})+)` : '(?:\\d+)',
    mark: sign === ',' ? ',' : '\\.',
    plain(text) {
      const signed = `replace(${text}, '−', '-')`
      const joined = thousands ? `regexp_replace(${signed}, ${literal(GROUPS[thousands])}, '', 'g')` : signed
      return sign === ',' ? `replace(${joined}, ',', '.')` : joined
    },
  }
}

/** The number beside the unit of the column, nothing where that is not there; what has no unit is all number. */
function bareOf(text: string, { unit }: CellFormat): string {
  if (unit === undefined) return text
  const found = shapesOf(unit).map(
    ({ shape, number }) =>
      `WHEN regexp_full_match(${text}, ${literal(shape)}) THEN trim(regexp_extract(${text}, ${literal(`^${shape}$`)}, ${number}), ${literal(BLANKS)})`,
  )
  return found.length > 0
    ? `(CASE WHEN length(${text}) > 50 THEN NULL ${found.join(' ')} END)`
    : 'CAST(NULL AS VARCHAR)'
}

function numberOf(cell: string, format: CellFormat): string {
  const text = bareOf(cell, format)
  const { whole, mark, plain } = signsOf(format)
  const number = `[-−]?(?:${whole}?${mark}\\d+(?:[eE][+-]?\\d{1,3})?|${whole}(?:[eE][+-]\\d{1,3})?)`
  const value = `TRY_CAST(${plain(text)} AS DOUBLE)`
  // There is no negative nothing, and no number without an end.
  return `CASE WHEN regexp_full_match(${text}, ${literal(number)}) THEN CASE WHEN ${value} = 0 THEN 0::DOUBLE WHEN isfinite(${value}) THEN ${value} END END`
}

/** Eighteen digits at most; decimals that are zeros where the column has a decimal mark. */
function integerOf(cell: string, format: CellFormat): string {
  const text = bareOf(cell, format)
  const { whole, mark, plain } = signsOf(format)
  const integer = format.decimal === undefined ? `[-−]?${whole}` : `[-−]?(?:${whole}(?:${mark}0+)?|${mark}0+)`
  const value = `CAST(TRY_CAST(${plain(text)} AS DECIMAL(${MOST_DIGITS}, 0)) AS BIGINT)`
  return `CASE WHEN regexp_full_match(${text}, ${literal(integer)}) THEN ${value} END`
}

function booleanOf(text: string, { words }: CellFormat): string {
  const form = booleanForms.find(({ yes }) => yes[0] === words?.[0])
  const list = (word: string | undefined, others: string[] = []) =>
    [...(word === undefined ? [] : [word]), ...others].map(literal).join(', ') || 'NULL'
  const word = `lower(${text})`
  return `CASE WHEN ${word} IN (${list(words?.[0], form?.yes)}) THEN true WHEN ${word} IN (${list(words?.[1], form?.no)}) THEN false END`
}

const YEAR = { 4: '\\d{3}[1-9]|\\d{2}[1-9]\\d|\\d[1-9]\\d{2}|[1-9]\\d{3}', 2: '\\d{2}' }
const CLOCK = '([01]?\\d|2[0-3]):([0-5]\\d)(?::([0-5]\\d)(?:[.,](\\d{1,6})\\d*)?)?'
const ZONE = '(Z|[+-](?:0\\d|1[0-4])(?::?[0-5]\\d)?)'

/** Regular expressions of year, month and day in the order of a pattern; null where it is none. */
function dayPattern(pattern: string): { day: string; names: string[]; short: boolean } | null {
  const mark = /[./-]/.exec(pattern)?.[0]
  const parts = pattern.split(/[./-]/)
  if (!mark || parts.length !== 3) return null
  const names = parts.map((part) => (part.startsWith('y') ? 'y' : part === 'mm' ? 'm' : 'd'))
  const year = parts.find((part) => part.startsWith('y')) ?? 'yyyy'
  const [of = ''] = [YEAR[year.length as 4 | 2]]
  const day = names.map((name) => (name === 'y' ? `(${of})` : '(\\d{1,2})')).join(mark === '.' ? '\\.' : mark)
  return { day, names, short: year.length === 2 }
}

const part = (found: string, name: string) => `struct_extract(${found}, '${name}')`

/** yyyy-m-d of what was found. */
function dayOf(found: string, short: boolean): string {
  const year = part(found, 'y')
  const whole = short ? `CASE WHEN ${year} > '68' THEN '19' ELSE '20' END, ${year}` : year
  return `concat(${whole}, '-', ${part(found, 'm')}, '-', ${part(found, 'd')})`
}

function clockOf(found: string): string {
  const [hours, seconds, fraction] = ['h', 's', 'f'].map((name) => part(found, name)) as [string, string, string]
  return `concat(lpad(${hours}, 2, '0'), ':', ${part(found, 'i')}, ':', CASE WHEN ${seconds} = '' THEN '00' ELSE ${seconds} END, '.', ${fraction}, '0')`
}

function extracted(text: string, pattern: string, names: string[]): string {
  return `regexp_extract(${text}, ${literal(`^(?:${pattern})$`)}, [${names.map(literal).join(', ')}])`
}

/** A day with the name of its month, as `namedDay` of reading/types/named-days.ts reads it. */
function namedDayOf(text: string, pattern: NamedPattern): string {
  const { order, shape } = namedPatterns[pattern]
  const found = extracted(text, shape, [...order])
  const numbers = monthNames.map(
    (names, at) => `WHEN lower(${part(found, 'm')}) IN (${names.map(literal).join(', ')}) THEN ${at + 1}`,
  )
  const day = `concat(${part(found, 'y')}, '-', CASE ${numbers.join(' ')} END, '-', ${part(found, 'd')})`
  return `CASE WHEN ${part(found, 'y')} NOT IN ('', '0000') THEN TRY_CAST(${day} AS DATE) END`
}

function dateOf(text: string, { pattern = 'yyyy-mm-dd' }: CellFormat): string {
  if (isNamed(pattern)) return namedDayOf(text, pattern)
  const asked = dayPattern(pattern)
  if (!asked) return nothing('date')
  const found = extracted(text, asked.day, asked.names)
  return `CASE WHEN ${part(found, 'y')} <> '' THEN TRY_CAST(${dayOf(found, asked.short)} AS DATE) END`
}

function datetimeOf(text: string, { pattern = 'yyyy-mm-dd hh:mm' }: CellFormat): string {
  const named = pattern.replace(/ hh:mm$/, '')
  if (isNamed(named)) return `CAST(${namedDayOf(text, named)} AS TIMESTAMP)`
  const asked = dayPattern(pattern.split(/[ T]/)[0] as string)
  if (!asked) return nothing('datetime')
  const whole = `${asked.day}(?:(?:T|${BLANK})${BLANK}*${CLOCK}${BLANK}*${ZONE}?)?`
  const found = extracted(text, whole, [...asked.names, 'h', 'i', 's', 'f', 'z'])
  const clock = `CASE WHEN ${part(found, 'h')} = '' THEN '00:00:00' ELSE ${clockOf(found)} END`
  const local = `TRY_CAST(concat(${dayOf(found, asked.short)}, ' ', ${clock}) AS TIMESTAMP)`
  const zone = `replace(${part(found, 'z')}, ':', '')`
  const minutes = `(CASE WHEN ${zone} LIKE '-%' THEN -1 ELSE 1 END * (CAST(substr(${zone}, 2, 2) AS INTEGER) * 60 + CAST('0' || substr(${zone}, 4, 2) AS INTEGER)))`
  const utc = `CASE WHEN ${zone} IN ('', 'Z') THEN ${local} ELSE ${local} - to_minutes(${minutes}) END`
  return `CASE WHEN ${part(found, 'y')} <> '' THEN ${utc} END`
}

function timeOf(text: string): string {
  const found = extracted(text, CLOCK, ['h', 'i', 's', 'f'])
  return `CASE WHEN ${part(found, 'h')} <> '' THEN TRY_CAST(${clockOf(found)} AS TIME) END`
}

function nothing(type: 'date' | 'datetime'): string {
  return `CAST(NULL AS ${duckTypes[type]})`
}
