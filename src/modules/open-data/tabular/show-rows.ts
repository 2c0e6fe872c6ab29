import type { Context } from '#kernel/http/context.ts'
import { exactInteger } from '../engine/exact-integer.ts'
import { queryTable } from '../engine/query-table.ts'
import type { PublicTable } from '../store.ts'
import { addressesOf, pageLinks } from './addresses.ts'
import { askGroups } from './ask-groups.ts'
import { readAsked, type TabularQuery } from './read-asked.ts'

/** A page of rows or of groups, with the addresses of those beside it. @throws Refusal, BadQuery, TooHeavy, Busy */
export async function showRows(ctx: Context, table: PublicTable, asked: URLSearchParams): Promise<object> {
  const query = readAsked(asked, table)
  const { page, pageSize } = query
  const window = { limit: pageSize, offset: (page - 1) * pageSize }
  const { data, total } = query.groups
    ? await groupsAsRecords(ctx, table, query, window)
    : await rowsAsRecords(ctx, table, query, window)
  const { profile, swagger, data: address } = addressesOf(ctx.publicUrl, table.id)
  return {
    data,
    links: { profile, swagger, ...pageLinks(address, asked, { page, pageSize, total }) },
    meta: { page, page_size: pageSize, total },
  }
}

interface Records {
  data: Record<string, unknown>[]
  total: number
}

async function rowsAsRecords(
  ctx: Context,
  table: PublicTable,
  query: TabularQuery,
  window: { limit: number; offset: number },
): Promise<Records> {
  const { columns, rows, total } = await queryTable(ctx.tables, table, { ...rowsOf(query), ...window, total: true })
  const numbered = query.columns === null || query.columns.includes('_id')
  return {
    data: rows.map(({ id, cells }) => ({
      ...(numbered && { __id: id }),
      ...Object.fromEntries(
        columns.map(({ name, type }, at) => {
          const cell = cells[at] ?? null
          return [name, type === 'integer' ? exactInteger(cell) : cell]
        }),
      ),
    })),
    total: total ?? 0,
  }
}

async function groupsAsRecords(
  ctx: Context,
  table: PublicTable,
  query: TabularQuery,
  window: { limit: number; offset: number },
): Promise<Records> {
  const { names, rows, total } = await askGroups(ctx, table, query, window)
  return { data: rows.map((row) => Object.fromEntries(names.map((name, at) => [name, row[at] ?? null]))), total }
}

/** As the engine takes it. */
export function rowsOf({ columns, where, sort }: TabularQuery) {
  return {
    ...(columns && { columns }),
    ...(where.length > 0 && { where: { all: where } }),
    ...(sort.length > 0 && { sort }),
  }
}
