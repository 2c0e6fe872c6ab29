import type { CellFormat, Column, ColumnType } from '../../table-schema.ts'

export interface Retyped {
  title: string
  from: ColumnType
  to: ColumnType
}

/** What happened to the columns of a table; they are known by name. */
export interface ColumnChanges {
  /** Titles. */
  added: string[]
  removed: string[]
  retyped: Retyped[]
  /** Their numbers stand beside another unit; null: beside none. */
  otherUnit: { title: string; from: string | null; to: string | null }[]
  /** Those that stayed stand in another order. */
  moved: boolean
}

type ColumnLike = Pick<Column, 'name' | 'title' | 'type'> & { format?: Pick<CellFormat, 'unit'> }

export function columnChanges(before: readonly ColumnLike[], after: readonly ColumnLike[]): ColumnChanges {
  const [old, now] = [byName(before), byName(after)]
  return {
    added: after.filter(({ name }) => !old.has(name)).map(({ title }) => title),
    removed: before.filter(({ name }) => !now.has(name)).map(({ title }) => title),
    retyped: after.flatMap(({ name, title, type }) => {
      const was = old.get(name)
      return was && was.type !== type ? [{ title, from: was.type, to: type }] : []
    }),
    otherUnit: after.flatMap(({ name, title, type, format }) => {
      const was = old.get(name)
      const [from, to] = [was?.format?.unit ?? null, format?.unit ?? null]
      return was?.type === type && from !== to ? [{ title, from, to }] : []
    }),
    moved: namesIn(before, now) !== namesIn(after, old),
  }
}

const byName = (columns: readonly ColumnLike[]) => new Map(columns.map((column) => [column.name, column]))

/** No name has a comma. */
const namesIn = (columns: readonly ColumnLike[], others: Map<string, ColumnLike>) =>
  columns
    .map(({ name }) => name)
    .filter((name) => others.has(name))
    .join(',')
