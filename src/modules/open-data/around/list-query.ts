import type { ReuseList } from './replies.ts'

/** The query of an address: filters that are on, in one order. */
export function queryOf(query: Partial<ReuseList['query']>): string {
  const pairs = (['q', 'type', 'institution', 'dataset', 'after'] as const).flatMap((name): [string, string][] => {
    const value = query[name] ?? null
    return value === null ? [] : [[name, value]]
  })
  return pairs.length > 0 ? `?${new URLSearchParams(pairs)}` : ''
}
