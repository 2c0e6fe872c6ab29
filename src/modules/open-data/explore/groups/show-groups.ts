import { NotFound } from '#kernel/errors.ts'
import type { FormValue } from '#kernel/forms/fields.ts'
import type { Context } from '#kernel/http/context.ts'
import { PAGE_ROWS } from '../../ingest/tables/fields.ts'
import { exploredTable, orSaid } from '../about-table.ts'
import { type groupsQuery, MOST_FIGURES } from '../fields.ts'
import { figureOf, figureText } from '../group-words.ts'
import type { GroupsView } from '../replies.ts'
import { askGroups, type ToldGroups } from './ask-groups.ts'

type Query = FormValue<(typeof groupsQuery)['fields']>

/** Rows of a public table put together, a page of groups. @throws NotFound */
export async function showGroups(ctx: Context, { table: id }: { table: string }, query: Query): Promise<GroupsView> {
  const explored = await exploredTable(ctx, id, query)
  const of = figuresOf(query)
  const page = query.page ?? 1
  const asked = { by: query.by.flatMap((one) => one ?? []), of, sort: query.sort }
  const nothing: ToldGroups = { by: [], groups: [], total: 0, said: asked }
  const { groups, total, said, wrong } = await orSaid(ctx, nothing, () =>
    askGroups(ctx.tables, explored, asked, { limit: PAGE_ROWS, offset: (page - 1) * PAGE_ROWS }),
  )
  const pages = Math.max(1, Math.ceil(total / PAGE_ROWS))
  if (page > pages) throw new NotFound()
  return { table: explored.about, ...said, items: groups, total, page, pages, wrong }
}

/** The number of rows is always told; a figure asked for twice once. */
function figuresOf({ of, figure, column }: Query): string[] {
  const more = figure === null ? [] : [figureText(figureOf(figure, column))]
  return [...new Set([...of, ...more])].filter((words) => words !== 'count').slice(0, MOST_FIGURES)
}
