import type { Context } from '#kernel/http/context.ts'
import { exactInteger } from '../engine/exact-integer.ts'
import { groupRows } from '../engine/group-rows.ts'
import type { PublicTable } from '../store.ts'
import { aggregates } from './grammar.ts'
import type { TabularQuery } from './read-asked.ts'

export interface AskedGroups {
  names: string[]
  /** In the order of the names. */
  rows: unknown[][]
  total: number
}

/** Groups of rows by some columns, with what is told of each under `column__word`. @throws BadQuery, TooHeavy, Busy */
export async function askGroups(
  { tables }: Pick<Context, 'tables'>,
  table: PublicTable,
  { where, sort, groups }: TabularQuery,
  { limit, offset }: { limit: number; offset: number },
): Promise<AskedGroups> {
  const { by, figures } = groups ?? { by: [], figures: [] }
  const [first] = sort
  const page = await groupRows(tables, table, {
    by: by.map((column) => ({ column, by: 'value' })),
    figures: figures.map(({ column, is }) => ({ is: aggregates[is], column })),
    ...(where.length > 0 && { where: { all: where } }),
    ...(first && { sort: { by: { key: by.indexOf(first.column) }, descending: first.descending === true } }),
    limit,
    offset,
  })
  const typeOf = (column: string) => table.columns.find(({ name }) => name === column)?.type
  return {
    names: [...by, ...figures.map(({ column, is }) => `${column}__${is}`)],
    rows: page.groups.map(({ keys, figures: told }) => [
      ...keys.map((key, at) => (typeOf(by[at] as string) === 'integer' ? exactInteger(key) : key)),
      ...told.map((one, at) => (typeOf(figures[at]?.column ?? '') === 'integer' ? exactInteger(one) : one)),
    ]),
    total: page.total,
  }
}
