import { exactInteger } from '../../engine/exact-integer.ts'
import type { Cell, TablePage } from '../../engine/table-query.ts'
import type { ShownField } from './datastore-search.ts'
import type { Field } from './field-types.ts'

export const recordsFormats = ['objects', 'lists', 'csv', 'tsv'] as const
type RecordsFormat = (typeof recordsFormats)[number]

/** The rows of a page in the shape that a program asked for; the texts have no line with names. */
export function recordsAs(format: RecordsFormat, fields: ShownField[], { rows }: TablePage): unknown {
  const valuesOf = (row: TablePage['rows'][number]) => fields.map((field) => ({ field, value: field.of(row) }))
  if (format === 'objects')
    return rows.map((row) =>
      Object.fromEntries(valuesOf(row).map(({ field, value }) => [field.field.id, exact(field.field, value)])),
    )
  if (format === 'lists') return rows.map((row) => valuesOf(row).map(({ field, value }) => exact(field.field, value)))
  const between = format === 'csv' ? ',' : '\t'
  return rows.map((row) => `${fields.map((field) => delimited(field.of(row), between)).join(between)}\r\n`).join('')
}

export function exact({ type }: Field, value: Cell): unknown {
  return type === 'int8' ? exactInteger(value) : value
}

/** A cell of RFC 4180, the bytes of the table as they are. */
export function delimited(value: Cell, between: string): string {
  const text = value === null ? '' : String(value)
  return text.includes(between) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
