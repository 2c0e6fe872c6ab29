import type { FormValue } from '#kernel/forms/fields.ts'
import type { Context } from '#kernel/http/context.ts'
import { columnFigures } from '../../engine/column-figures.ts'
import { exploredTable, orSaid } from '../about-table.ts'
import { type columnsQuery, MOST_COLUMNS } from '../fields.ts'
import type { ColumnsView } from '../replies.ts'

/** How many are shown to who names none. */
const FIRST = 4

/** What the cells of some columns are like, in the rows that are chosen. @throws NotFound */
export async function showColumns(
  ctx: Context,
  { table: id }: { table: string },
  query: FormValue<(typeof columnsQuery)['fields']>,
): Promise<ColumnsView> {
  const { table, about, asked } = await exploredTable(ctx, id, query)
  const named = [...new Set(query.column.flatMap((name) => name ?? []))].slice(0, MOST_COLUMNS)
  const names = named.length > 0 ? named : table.columns.slice(0, FIRST).map(({ name }) => name)
  const told = await orSaid(ctx, { items: [] as ColumnsView['items'] }, async () => {
    const items: ColumnsView['items'] = []
    // One after another: a page must not take all the turns of a question.
    for (const column of names) items.push({ column, ...(await columnFigures(ctx.tables, table, column, asked)) })
    return { items }
  })
  return { table: about, ...told }
}
