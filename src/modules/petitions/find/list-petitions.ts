import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { placeChoices } from '#commons/places/choices.ts'
import { placeLabel } from '#commons/places/label.ts'
import { InvalidInput } from '#kernel/errors.ts'
import { isDay } from '#kernel/forms/fields.ts'
import { searchFieldOf } from '#kernel/forms/search-field.ts'
import type { Context } from '#kernel/http/context.ts'
import { isInstant, wrongCursor } from '#kernel/http/cursor.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { isId } from '#kernel/ids.ts'
import { markOf } from '../recount/on-page.tsx'
import { type Filters, type ListQuery, type Sort, usualSort } from './filters.ts'
import { mendWords } from './mend-words.ts'
import type { PetitionList, PetitionListItem } from './replies.ts'
import { standingsOf } from './standing.ts'
import {
  type After,
  askedAuthorities,
  countListings,
  findListings,
  type ListingRow,
  type Sought,
  searchListings,
} from './store.ts'
import { fitOf, type QueryWord, queryWords, topicsByName, tsQuery } from './words.ts'

const PAGE = 20
/** Beyond this "more than" is said: nobody needs the exact number, and counting on would take ever longer. */
const MOST_COUNTED = 10_000
/** So few results make one ask whether a word was misspelled. */
const FEW = 3

/** Listed petitions that the filters find, a page at a time. @param placeSearch first letters of a place to offer */
export async function listPetitions(
  ctx: Context,
  query: ListQuery,
  placeSearch: string | null = null,
): Promise<PetitionList> {
  const sort = sortOf(query)
  const after = query.after === null ? null : readCursor(sort, query.after)
  const authorities = await askedAuthorities(ctx.db)
  const { rows, total, mended, leftOut } = await seek(ctx, query, authorities, { sort, limit: PAGE + 1, after })
  const shown = rows.slice(0, PAGE)
  const last = shown.at(-1)
  const { after: _, ...filters } = query
  return {
    items: shown.map((row) => listItem(ctx, row)),
    total: Math.min(total, MOST_COUNTED),
    more: total > MOST_COUNTED,
    next: rows.length > PAGE && last ? cursorAfter(sort, last) : null,
    first: after === null,
    query: { ...filters, sort },
    mended,
    leftOut,
    choices: {
      places: placeChoices({ ...ctx, typed: { place: query.place, [searchFieldOf('place')]: placeSearch } }),
      placeSearch,
      authorities: authorities.map(({ slug, name }) => ({ slug, name: inLang(name, ctx.lang) })),
    },
  }
}

/** What fits best is asked of words: without any, the newest come first. */
function sortOf({ q, sort }: ListQuery): Sort {
  const asked = sort ?? usualSort({ q })
  return asked === 'best' && (q === null || queryWords(q).words.length === 0) ? 'newest' : asked
}

/** Newest listed petitions that the filters find, for a feed. */
export async function newestListings(ctx: Context, filters: Filters, limit: number) {
  const authorities = await askedAuthorities(ctx.db)
  const { rows } = await seek(ctx, filters, authorities, { sort: 'newest', limit, after: null })
  return { rows, authorities }
}

export function listItem(ctx: Context, row: ListingRow): PetitionListItem {
  return {
    number: row.number,
    slug: row.slug,
    title: row.title,
    lang: row.lang,
    state: row.state,
    standings: standingsOf(row, dayOf(ctx.now, ctx.timeZone)),
    topic: row.topic,
    place: { key: row.placeKey, name: placeLabel(ctx, row.placeKey) },
    addressees: row.authorities.map((name) => inLang(name, ctx.lang)),
    publishedAt: row.publishedAt?.toISOString() ?? null,
    listedAt: row.listedAt.toISOString(),
    closesOn: row.closesOn,
    answerDueOn: row.answerDueOn,
    total: row.total,
    ...markOf(row),
    week: row.week,
    next: row.next,
  }
}

type Authorities = Awaited<ReturnType<typeof askedAuthorities>>

interface Wanted {
  sort: Sort
  limit: number
  after: After | null
}

/**
 * A page of what the filters find, how many there are in all, the words that were taken for misspelled ones, and how many words
 * were too many.
 */
async function seek(
  ctx: Context,
  filters: Filters,
  authorities: Authorities,
  { sort, limit, after }: Wanted,
): Promise<{ rows: ListingRow[]; total: number; mended: string[]; leftOut: number }> {
  const sought: Sought = {
    place: knownPlace(ctx, filters.place),
    authorityId: knownAuthority(authorities, filters.authority),
    topic: filters.topic,
    state: filters.state,
    lang: filters.lang,
    today: dayOf(ctx.now, ctx.timeZone),
  }
  const { words, leftOut } = queryWords(filters.q ?? '')
  if (words.length === 0) {
    const order = sort === 'best' ? 'newest' : sort
    const [rows, total] = await Promise.all([
      findListings(ctx.db, sought, order, limit, after),
      countListings(ctx.db, sought, order, MOST_COUNTED + 1),
    ])
    return { rows, total, mended: [], leftOut }
  }
  const topicsNamed = topicsByName(ctx.translate)
  const search = (words: QueryWord[]) => {
    const order = sort === 'best' ? fitOf(words, topicsNamed) : sort
    return searchListings(ctx.db, { words: tsQuery(words, topicsNamed), sort: order }, sought, limit, after)
  }
  const found = await search(words)
  if (found.total >= FEW) return { ...found, mended: [], leftOut }
  // Each word may stand somewhere and still be wrong; that is asked only when together they find nothing.
  let mended = words
  for (const which of found.total === 0 ? (['unknown', 'all'] as const) : (['unknown'] as const)) {
    mended = await mendWords(ctx.db, mended, which)
    if (mended.every((word) => word.mended.length === 0)) continue
    const wider = await search(mended)
    if (wider.total > found.total) return { ...wider, mended: mended.flatMap((word) => word.mended), leftOut }
  }
  return { ...found, mended: [], leftOut }
}

function knownPlace(ctx: Context, key: string | null): string | null {
  if (key !== null && !ctx.places.isInCountry(key))
    throw new InvalidInput([{ field: 'place', text: { key: 'places.unknown' } }])
  return key
}

/** An authority that nobody has asked yet finds nothing; it is not an error. */
function knownAuthority(authorities: Authorities, slug: string | null): string | null {
  if (slug === null) return null
  return authorities.find((one) => one.slug === slug)?.id ?? '00000000-0000-0000-0000-000000000000'
}

const sortedValue: Record<Sort, (row: ListingRow) => string> = {
  best: (row) => String(row.fit),
  newest: (row) => row.listedAt.toISOString(),
  signed: (row) => String(row.total),
  fastest: (row) => String(row.week),
  closing: (row) => row.closesOn ?? '',
}
const isNumber = (text: string) => /^-?\d{1,9}$/.test(text)
const isValue: Record<Sort, (text: string) => boolean> = {
  best: (text) => /^\d{1,15}$/.test(text),
  newest: isInstant,
  signed: isNumber,
  fastest: isNumber,
  closing: isDay,
}

function cursorAfter(sort: Sort, row: ListingRow): string {
  return Buffer.from(`${sort} ${sortedValue[sort](row)} ${row.id}`).toString('base64url')
}

/** A cursor goes on in the order in which it was made; in another it would lead anywhere. */
function readCursor(sort: Sort, cursor: string): After {
  const [order, value = '', id = ''] = Buffer.from(cursor, 'base64url').toString().split(' ')
  if (order !== sort || !isValue[sort](value) || !isId(id)) throw wrongCursor()
  return { value, id }
}
