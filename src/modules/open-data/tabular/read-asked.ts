import { Refusal } from '#kernel/errors.ts'
import type { Condition, KeptTable, Sort } from '../engine/table-query.ts'
import { type Aggregate, operatorOf } from './grammar.ts'

const DEFAULT_PAGE = 20
export const MOST_PAGE = 50
const MOST_KEYS = 5

/** What an address asks of a table. */
export interface TabularQuery {
  page: number
  pageSize: number
  /** Names, in the order in which they are wanted; null: the number of the row and all. */
  columns: string[] | null
  where: Condition[]
  sort: Sort[]
  /** Null where rows are asked for, not groups of them. */
  groups: { by: string[]; figures: { column: string; is: Aggregate }[] } | null
}

/** Of a table that is asked for, before it is known. @throws Refusal 400 */
export function readVersion(asked: URLSearchParams): number | null {
  return asked.has('version') ? natural(asked, 'version', 1, 1_000_000_000) : null
}

/**
 * `column__word=value`, `columns`, `page`, `page_size`, `version`. A column is called by its name, or by the title that its file has for it.
 *
 * @throws Refusal 400 that names what is wrong
 */
export function readAsked(asked: URLSearchParams, table: Pick<KeptTable, 'columns'>): TabularQuery {
  const query: TabularQuery = {
    page: natural(asked, 'page', 1, 1_000_000_000),
    pageSize: natural(asked, 'page_size', DEFAULT_PAGE, MOST_PAGE),
    columns: columnsIn(asked, table),
    where: [],
    sort: [],
    groups: null,
  }
  for (const [name, value] of asked) if (!PLAIN.has(name)) take(query, table, name, value)
  return checked(query)
}

const PLAIN = new Set(['page', 'page_size', 'columns', 'version'])

function take(query: TabularQuery, table: Pick<KeptTable, 'columns'>, name: string, value: string): void {
  const at = name.lastIndexOf('__')
  if (at <= 0) throw wrong('unknown-parameter', { name })
  const column = columnCalled(table, name.slice(0, at))
  const operator = operatorOf(name.slice(at + 2), column, value)
  if (!operator) throw wrong('unknown-word', { name, value })
  if (operator.kind === 'filter') query.where.push(operator.condition)
  else if (operator.kind === 'sort') query.sort.push({ column, descending: operator.descending })
  else {
    query.groups ??= { by: [], figures: [] }
    if (operator.kind === 'groupby') query.groups.by.push(column)
    else query.groups.figures.push({ column, is: operator.is })
  }
}

function checked(query: TabularQuery): TabularQuery {
  const { groups, sort, columns } = query
  if (!groups) return query
  groups.by = [...new Set(groups.by)]
  if (groups.by.length > MOST_KEYS) throw wrong('too-many-keys', { most: MOST_KEYS })
  if (groups.by.includes('_id') || groups.figures.some(({ column }) => column === '_id'))
    throw wrong('unknown-column', { name: '__id' })
  const [first, ...more] = sort
  if (columns !== null || more.length > 0 || (first && !groups.by.includes(first.column)))
    throw wrong('groups-alone', {})
  return query
}

function columnsIn(asked: URLSearchParams, table: Pick<KeptTable, 'columns'>): string[] | null {
  const said = asked.get('columns')
  if (said === null || said.trim() === '') return null
  return [...new Set(said.split(',').map((name) => columnCalled(table, name.trim())))]
}

function columnCalled({ columns }: Pick<KeptTable, 'columns'>, name: string): string {
  if (name === '__id' || name === '_id') return '_id'
  const found = columns.find((one) => one.name === name) ?? columns.find((one) => one.title === name)
  if (!found) throw wrong('unknown-column', { name })
  return found.name
}

function natural(asked: URLSearchParams, name: string, unless: number, most: number): number {
  const said = asked.get(name)
  if (said === null || said === '') return unless
  if (!/^[1-9]\d{0,9}$/.test(said) || Number(said) > most) throw wrong('wrong-number', { name, most })
  return Number(said)
}

type Fault = 'unknown-parameter' | 'unknown-word' | 'unknown-column' | 'too-many-keys' | 'groups-alone' | 'wrong-number'

function wrong(fault: Fault, args: Record<string, string | number>): Refusal {
  const short = Object.entries(args).map(([name, one]) => [name, typeof one === 'string' ? one.slice(0, 100) : one])
  return new Refusal(400, { key: `open-data.tabular.${fault}`, args: Object.fromEntries(short) })
}
