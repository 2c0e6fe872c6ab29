import type { ColumnLike } from './column-sql.ts'
import { BadQuery } from './refusals.ts'
import type { Value } from './table-query.ts'

const TRUE = new Set(['true', 't', '1', 'yes', 'y', 'da', 'adevărat', 'да'])
const FALSE = new Set(['false', 'f', '0', 'no', 'n', 'nu', 'fals', 'нет'])
/** As many digits as an integer of a table has: more may not fit into 64 bits. */
const INTEGER = /^[+-]?\d{1,18}$/
const NUMBER = /^[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d+)?$/i
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/
const DATE_HERE = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/
const TIME = /^([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(\.\d{1,6})?)?$/

/**
 * What a column is compared with, from what somebody typed.
 *
 * @returns a value to bind and the type that DuckDB reads it as
 * @throws BadQuery for what is no value of the column's type
 */
export function typedValue(column: ColumnLike, value: Value): { bound: string | boolean; as: string } {
  const text = String(value).trim()
  switch (column.type) {
    case 'string':
      return { bound: String(value), as: 'VARCHAR' }
    case 'integer':
      return integer(column, text)
    case 'number':
      return { bound: number(column, text), as: 'DOUBLE' }
    case 'boolean':
      return { bound: boolean(column, text), as: 'BOOLEAN' }
    case 'date':
      return { bound: day(text) ?? bad(column, 'not-a-date', text), as: 'DATE' }
    case 'datetime':
      return { bound: moment(text) ?? bad(column, 'not-a-datetime', text), as: 'TIMESTAMP' }
    case 'time':
      return { bound: hour(text) ?? bad(column, 'not-a-time', text), as: 'TIME' }
  }
}

/** Halves may be compared with, and what is beyond 64 bits too. */
function integer(column: ColumnLike, text: string): { bound: string; as: string } {
  if (INTEGER.test(text)) return { bound: text, as: 'BIGINT' }
  if (!NUMBER.test(text)) bad(column, 'not-an-integer', text)
  return { bound: number(column, text), as: 'DOUBLE' }
}

function number(column: ColumnLike, text: string): string {
  const plain = text.replace(',', '.')
  if (!NUMBER.test(text) || !Number.isFinite(Number(plain))) bad(column, 'not-a-number', text)
  return plain
}

function boolean(column: ColumnLike, text: string): boolean {
  const word = text.toLowerCase()
  if (TRUE.has(word)) return true
  return FALSE.has(word) ? false : bad(column, 'not-a-boolean', text)
}

/** 2026-11-25 or 25.11.2026. */
function day(text: string): string | null {
  const here = DATE_HERE.exec(text)
  const [, year = '', month = '', date = ''] = here ? ['', here[3], here[2], here[1]] : (DATE.exec(text) ?? [])
  const written = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  const at = new Date(`${written}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(written) && !year.startsWith('0000')
    ? written
    : null
}

/** A day, or a day and an hour. */
function moment(text: string): string | null {
  const [date = '', time = '00:00:00', ...rest] = text.replace(/Z$/, '').split(/[T ]+/)
  const [on, at] = [day(date), hour(time)]
  return on && at && rest.length === 0 ? `${on} ${at}` : null
}

function hour(text: string): string | null {
  const [, hours, minutes, seconds = '00', fraction = ''] = TIME.exec(text) ?? []
  return hours && minutes ? `${hours.padStart(2, '0')}:${minutes}:${seconds}${fraction}` : null
}

function bad(column: ColumnLike, fault: BadQuery['fault'], value: string): never {
  throw new BadQuery(column.name, fault, value)
}
