import { written } from '../../engine/column-sql.ts'
import { quoted } from '../../engine/duckdb.ts'
import type { Column } from '../../table-schema.ts'

/** A column that both versions of a table have. */
export interface CommonColumn {
  name: string
  before: Column
  after: Column
}

export function commonColumns(before: readonly Column[], after: readonly Column[]): CommonColumn[] {
  return after.flatMap((column) => {
    const was = before.find(({ name }) => name === column.name)
    return was ? [{ name: column.name, before: was, after: column }] : []
  })
}

/** Values that can be compared: themselves where the column has one type, else as somebody would write them. */
export function comparable({ before, after }: CommonColumn, side: 'before' | 'after'): string {
  const column = side === 'before' ? before : after
  return before.type === after.type ? quoted(column.name) : written(column)
}
