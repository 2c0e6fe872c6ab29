import { filterText, PAGE_ROWS } from './fields.ts'
import type { TableView } from './replies.ts'

type Query = TableView['query']

/** Where a part of a table is, as every link says it. */
export function tablePath(id: string, query: Query, page = 1): string {
  return `/data/tables/${id}${questionOf(query, page)}`
}

/** A table wholly, as everybody gets it now. */
export const nothingAsked: Query = { version: null, q: null, sort: null, filters: [] }

/** `?…`, or nothing for the whole table. */
export function questionOf({ version, q, sort, filters }: Query, page = 1): string {
  const asked = new URLSearchParams()
  if (version !== null) asked.set('version', String(version))
  if (q !== null) asked.set('q', q)
  if (sort) asked.set('sort', (sort.descending ? '-' : '') + sort.column)
  for (const filter of filters) asked.append('filter', filterText(filter))
  if (page > 1) asked.set('page', String(page))
  const said = asked.toString()
  return said ? `?${said}` : ''
}

/** The same rows as a call of CKAN's API, which programs know; null where that one has no words for it. */
export function datastorePath(id: string, { version, q, sort, filters }: Query, page = 1): string | null {
  const columns = new Set(filters.map(({ column }) => column))
  if (filters.some(({ is }) => is !== 'eq') || columns.size < filters.length) return null
  const asked = new URLSearchParams({ resource_id: id, limit: String(PAGE_ROWS) })
  if (version !== null) asked.set('version', String(version))
  if (page > 1) asked.set('offset', String((page - 1) * PAGE_ROWS))
  if (q !== null) asked.set('q', q)
  if (filters.length > 0)
    asked.set('filters', JSON.stringify(Object.fromEntries(filters.map(({ column, value }) => [column, value]))))
  if (sort) asked.set('sort', sort.column + (sort.descending ? ' desc' : ''))
  return `/api/3/action/datastore_search?${asked}`
}
