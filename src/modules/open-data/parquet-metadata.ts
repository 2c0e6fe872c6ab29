import type { Column } from './table-schema.ts'

/** Under which name a Parquet file says what its columns are. */
export const COLUMNS_KEY = 'table_schema'

type Named = Pick<Column, 'name' | 'type'> & Partial<Pick<Column, 'title' | 'format'>>

/**
 * What the types of Parquet have no room for, in the words of Frictionless Table Schema (`schema.json` of the table has the same): how a column is
 * called in the file that came, and what stood beside its numbers.
 *
 * @returns JSON
 */
export function columnsInParquet(columns: readonly Named[]): string {
  const fields = columns.map(({ name, title = name, type, format }) => ({
    ...{ name, title, type },
    ...(format?.unit && { unit: format.unit }),
  }))
  return JSON.stringify({ fields })
}
