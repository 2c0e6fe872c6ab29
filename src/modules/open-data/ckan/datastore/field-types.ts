import type { Column, ColumnType } from '../../table-schema.ts'

/** The names that PostgreSQL has for them, which is what CKAN's programs know. */
export const nativeTypes: Record<ColumnType, string> = {
  string: 'text',
  integer: 'int8',
  number: 'float8',
  boolean: 'bool',
  date: 'date',
  datetime: 'timestamp',
  time: 'time',
}

export interface Field {
  id: string
  type: string
  /** `unit` is what stood beside each number; those of the table are without it. */
  info?: { label: string; unit?: string }
}

export const NUMBER_FIELD: Field = { id: '_id', type: 'int' }

export function fieldOf({ name, title, type, format }: Column): Field {
  return { id: name, type: nativeTypes[type], info: { label: title, ...(format?.unit && { unit: format.unit }) } }
}
