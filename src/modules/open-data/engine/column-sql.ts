import type { Column, ColumnType } from '../table-schema.ts'
import { quoted } from './duckdb.ts'
import { BadQuery } from './refusals.ts'
import type { Cell, KeptTable } from './table-query.ts'

export const duckTypes = {
  string: 'VARCHAR',
  integer: 'BIGINT',
  number: 'DOUBLE',
  boolean: 'BOOLEAN',
  date: 'DATE',
  datetime: 'TIMESTAMP',
  time: 'TIME',
} as const satisfies Record<ColumnType, string>

export type ColumnLike = Pick<Column, 'name' | 'type'> & Partial<Pick<Column, 'format'>>

/** The number of the row, which every table has. */
export const NUMBER: ColumnLike = { name: '_id', type: 'integer' }

/** @throws BadQuery for a name that the table has not */
export function columnNamed(table: KeptTable, name: string): ColumnLike {
  const found = name === NUMBER.name ? NUMBER : table.columns.find((column) => column.name === name)
  if (!found) throw new BadQuery(name, 'no-column')
  return found
}

/** The value of a column as {@link cellOf} takes it: what JavaScript has no type for, as its canonical text. */
export function shown({ name, type }: ColumnLike): string {
  if (type === 'date' || type === 'time') return `CAST(${quoted(name)} AS VARCHAR)`
  if (type === 'datetime') return `replace(CAST(${quoted(name)} AS VARCHAR), ' ', 'T')`
  return quoted(name)
}

/** The same as text for all types, as somebody would write it: 1017 and not 1017.0. */
export function written(column: ColumnLike): string {
  const name = quoted(column.name)
  if (column.type === 'string') return name
  if (column.type !== 'number') return `CAST(${shown(column)} AS VARCHAR)`
  return `CASE WHEN ${name} = trunc(${name}) AND abs(${name}) < 1e15 THEN CAST(CAST(${name} AS BIGINT) AS VARCHAR) ELSE CAST(${name} AS VARCHAR) END`
}

/** From DuckDB's JavaScript value. */
export function cellOf(value: unknown): Cell {
  if (typeof value !== 'bigint') return value as Cell
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : String(value)
}

/** One form for texts that a reader takes as the same: ş = ș = s, ă = â = a, ё = е, capital or not; coarser in that й = и. */
export function folded(text: string): string {
  return `strip_accents(lower(${text}))`
}

/** Where the table keeps the folded form of a text column. No column of a file is named so: theirs never begin with _. */
export function foldedColumn(name: string): string {
  return quoted(`_f_${name}`)
}

/**
 * As people sort: ș beside s and capitals beside small letters; what is equal so far, by the letters themselves.
 *
 * @param ofTable whether these are rows of the table, where folded forms are at hand
 */
export function ordered({ name, type }: ColumnLike, ofTable: boolean): string[] {
  if (type !== 'string') return [quoted(name)]
  return [ofTable ? foldedColumn(name) : folded(quoted(name)), quoted(name)]
}
