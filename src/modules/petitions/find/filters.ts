import { placeKey } from '#commons/places/field.ts'
import { choice, type FormValue, form, optional, text, token } from '#kernel/forms/fields.ts'
import { langs } from '#kernel/i18n/lang.ts'
import { authoritySlug } from '../fields.ts'
import { topics } from '../petition.ts'

/** How a petition stands, in a citizen's words. One can be open and overdue at once. */
export const standings = ['open', 'waiting', 'overdue', 'answered', 'closed', 'refused'] as const
export type Standing = (typeof standings)[number]

/** The best is the newest when there are no words to fit. */
export const sorts = ['best', 'newest', 'signed', 'fastest', 'closing'] as const
export type Sort = (typeof sorts)[number]

const filterFields = {
  /** A title that somebody pastes; beyond `MOST_WORDS` words are left out. */
  q: optional(text({ max: 300 })),
  place: optional(placeKey()),
  authority: optional(authoritySlug()),
  topic: optional(choice(topics)),
  state: optional(choice(standings)),
  lang: optional(choice(langs)),
}
export const filterQuery = form(filterFields)
const listFields = { ...filterFields, sort: optional(choice(sorts)), after: optional(token()) }
/** `place-search`: first letters of a place, to choose from what is found where there are too many for a list. */
export const listQuery = form({ ...listFields, 'place-search': optional(text({ max: 60 })) })
export type Filters = FormValue<typeof filterFields>
export type ListQuery = FormValue<typeof listFields>

/** The order in which lists stand unless another is asked for. */
export function usualSort({ q = null }: Pick<Partial<ListQuery>, 'q'>): Sort {
  return q === null ? 'newest' : 'best'
}

/** The query of an address: filters that are on, in one order, so that one list has one address. */
export function queryString(query: Partial<ListQuery>): string {
  const names = [...Object.keys(filterFields), 'sort', 'after'] as (keyof ListQuery)[]
  const usual = query.q == null ? ['best', 'newest'] : ['best']
  const pairs = names.flatMap((name): [string, string][] => {
    const value = query[name]
    return value == null || (name === 'sort' && usual.includes(value)) ? [] : [[name, value]]
  })
  return pairs.length > 0 ? `?${new URLSearchParams(pairs)}` : ''
}
