import { searchOfRead } from '#kernel/http/search-of-read.ts'
import type { ReuseList } from './replies.ts'

/** The query of an address: filters that are on, in one order. */
export function queryOf({ q, type, institution, dataset, after }: Partial<ReuseList['query']>): string {
  return searchOfRead({ q, type, institution, dataset, after })
}
