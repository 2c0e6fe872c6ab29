import { PbError, type PbFile, type PbTable } from './pb-file.ts'
import { written } from './write-pb.ts'
import type { Wrong, WrongArgs } from './wrongs.ts'

/** An error at one field of a row. */
export function errorAt(table: PbTable, row: number, column: string, wrong: Wrong, args?: WrongArgs): PbError {
  return new PbError(table.lines[row] as number, columnOf(table, row, table.columns.indexOf(column)), wrong, args)
}

/** Where a field begins; a quoted one at its quote. */
function columnOf({ rows }: PbTable, row: number, field: number): number {
  const before = (rows[row] as string[]).slice(0, field)
  return before.reduce((at, text) => at + written(text).length + 1, 1)
}

/** Index of a column. @throws PbError on the line with the names of the columns, when it is not there */
export function columnNamed(table: PbTable, name: string): number {
  const at = table.columns.indexOf(name)
  if (at < 0) throw new PbError(table.head, 1, 'column-lacks', { section: table.title.trim(), column: name })
  return at
}

export interface MetaValue {
  value: string
  fail(wrong: Wrong, args?: WrongArgs): PbError
}

/** What META says under each key. @throws PbError for a key that is there twice, and for an obligatory one that is not */
export function metaOf({ meta }: PbFile): (key: string) => MetaValue | undefined {
  const rows = new Map<string, number>()
  meta.rows.forEach(([key = ''], row) => {
    if (rows.has(key.trim())) throw errorAt(meta, row, meta.columns[0] as string, 'key-twice', { key })
    rows.set(key.trim(), row)
  })
  return (key) => {
    const row = rows.get(key)
    if (row === undefined) return undefined
    const value = ((meta.rows[row] as string[])[1] ?? '').trim()
    return { value, fail: (wrong, args) => errorAt(meta, row, meta.columns[1] as string, wrong, args) }
  }
}
