import type { ListQuery } from './fields.ts'

/** Filters that are on, in one order, so that one list has one address. */
export function queryString(query: Partial<ListQuery>): string {
  const pairs = (['q', 'institution', 'state', 'sort', 'after'] as const).flatMap((name): [string, string][] => {
    const value = query[name] ?? null
    return value === null || (name === 'sort' && value === 'newest') ? [] : [[name, value]]
  })
  return pairs.length > 0 ? `?${new URLSearchParams(pairs)}` : ''
}
