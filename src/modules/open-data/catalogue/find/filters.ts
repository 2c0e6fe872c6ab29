import { choice, type FormValue, form, integer, optional, text } from '#kernel/forms/fields.ts'
import { institutionSlug } from '../fields.ts'
import { type Facet, facets } from './facets.ts'

/** The best is the newest when there are no words to fit. The newest of institutions come first, the platform's own datasets behind them. */
export const sorts = ['best', 'newest', 'title'] as const
export type Sort = (typeof sorts)[number]

/** A code of some list; what came with an import may be in none of ours. */
const code = () => text({ max: 60, pattern: /^[\w.:/-]+$/ })

const filterFields = {
  q: optional(text({ max: 300 })),
  institution: optional(institutionSlug()),
  theme: optional(code()),
  format: optional(code()),
  licence: optional(code()),
  keyword: optional(text({ max: 100 })),
  frequency: optional(code()),
  highValue: optional(code()),
  series: optional(code()),
  badge: optional(code()),
}
const listFields = { ...filterFields, sort: optional(choice(sorts)), page: optional(integer({ min: 1, max: 5_000 })) }
export const filterQuery = form(filterFields)
export const listQuery = form(listFields)
export type Filters = FormValue<typeof filterFields>
export type ListQuery = FormValue<typeof listFields>

/** The order in which lists stand unless another is asked for. */
export function usualSort({ q = null }: Partial<Pick<ListQuery, 'q'>>): Sort {
  return q === null ? 'newest' : 'best'
}

/** The query of an address: filters that are on, in one order, so that one list has one address. */
export function queryString(query: Partial<ListQuery>): string {
  const usual: (string | number)[] = query.q == null ? ['best', 'newest'] : ['best']
  const pairs = (['q', ...facets, 'sort', 'page'] as ('q' | Facet | 'sort' | 'page')[]).flatMap(
    (name): [string, string][] => {
      const value = query[name] ?? null
      const isUsual = value === null || (name === 'sort' && usual.includes(value)) || (name === 'page' && value === 1)
      return isUsual ? [] : [[name, String(value)]]
    },
  )
  return pairs.length > 0 ? `?${new URLSearchParams(pairs)}` : ''
}
