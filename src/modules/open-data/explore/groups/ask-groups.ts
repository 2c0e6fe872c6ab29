import type { FormValue } from '#kernel/forms/fields.ts'
import { type GroupPage, type GroupQuery, groupRows } from '../../engine/group-rows.ts'
import type { OpenTables } from '../../engine/table-query.ts'
import type { Explored } from '../about-table.ts'
import type { groupsFileQuery } from '../fields.ts'
import { figureIn, figureText, isInOrder, keyIn, keyText } from '../group-words.ts'

export type GroupsAsked = Pick<FormValue<(typeof groupsFileQuery)['fields']>, 'by' | 'of' | 'sort'>

export interface ToldGroups extends GroupPage {
  /** What was asked, in the words of addresses and with nothing left open. */
  said: { by: string[]; of: string[]; sort: string | null }
}

/** Groups as an address asks for them; without a word on their order, the largest first, or months and steps as they follow each other. */
export async function askGroups(
  tables: OpenTables,
  { table, asked }: Pick<Explored, 'table' | 'asked'>,
  query: GroupsAsked,
  page: { limit: number; offset: number },
): Promise<ToldGroups> {
  const { said: sort, asking } = groupQueryOf(query)
  const found = await groupRows(tables, table, { ...asked, ...page, ...asking })
  const said = { by: found.by.map(keyText), of: asking.figures.map(figureText), sort: asking.sort ? sort : null }
  return { ...found, said }
}

/** What an address says of groups, as the engine takes it; `said` is the order in the words of addresses. */
export function groupQueryOf(query: GroupsAsked) {
  const by = query.by.flatMap((words) => (words === null ? [] : (keyIn(words) ?? [])))
  const figures = query.of.flatMap((words) => figureIn(words) ?? [])
  const inOrder = by[0] && isInOrder(by[0] as GroupPage['by'][number])
  const sort = query.sort ?? (inOrder || by.length === 0 ? null : figures[0] ? `-${figureText(figures[0])}` : '-count')
  const sorted = sort === null ? undefined : sortOf(sort, query)
  return { said: sort, asking: { by, figures, ...(sorted && { sort: sorted }) } }
}

/** A key or a figure by the words that ask for it. */
function sortOf(words: string, { by, of }: GroupsAsked): GroupQuery['sort'] {
  const descending = words.startsWith('-')
  const name = descending ? words.slice(1) : words
  if (name === 'count') return { by: 'count', descending }
  const key = by.filter(Boolean).indexOf(name)
  if (key >= 0) return { by: { key }, descending }
  const figure = of.indexOf(name)
  return figure >= 0 ? { by: { figure }, descending } : undefined
}
