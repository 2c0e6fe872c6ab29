import { searchOfRead } from '#kernel/http/search-of-read.ts'
import type { ListQuery } from './fields.ts'

/** Filters that are on, in one order, so that one list has one address. */
export function queryString({ q, institution, state, sort, after }: Partial<ListQuery>): string {
  return searchOfRead({ q, institution, state, sort: sort === 'newest' ? null : sort, after })
}
