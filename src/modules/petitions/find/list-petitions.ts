import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { placeChoices } from '#commons/places/choices.ts'
import { placeLabel } from '#commons/places/label.ts'
import { InvalidInput } from '#kernel/errors.ts'
import { isDay } from '#kernel/forms/fields.ts'
import type { Context } from '#kernel/http/context.ts'
import { isInstant, wrongCursor } from '#kernel/http/cursor.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { isId } from '#kernel/ids.ts'
import { markOf } from '../recount/on-page.tsx'
import type { Filters, ListQuery, Sort } from './filters.ts'
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
import { type QueryWord, queryWords, topicsByName, tsQuery } from './words.ts'

const PAGE = 20
/** Beyond this "more than" is said: nobody needs the exact number, and counting on would take ever longer. */
const MOST_COUNTED = 10_000
/** So few results make one ask whether a word was misspelled. */
const FEW = 3

/** Listed petitions that the filters find, a page at a time. */
export async function listPetitions(ctx: Context, query: ListQuery): Promise<PetitionList> {
  const sort = query.sort ?? 'newest'
  const after = query.after === null ? null : readCursor(sort, query.after)
  const authorities = await askedAuthorities(ctx.db)
  const { rows, total, mended } = await seek(ctx, query, authorities, { sort, limit: PAGE + 1, after })
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
    choices: {
      places: placeChoices(ctx),
      authorities: authorities.map(({ slug, name }) => ({ slug, name: inLang(name, ctx.lang) })),
    },
  }
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

/** A page of what the filters find, how many there are in all, and the words that were taken for misspelled ones. */
async function seek(
  ctx: Context,
  filters: Filters,
  authorities: Authorities,
  { sort, limit, after }: Wanted,
): Promise<{ rows: ListingRow[]; total: number; mended: string[] }> {
  const sought: Sought = {
    place: knownPlace(ctx, filters.place),
    authorityId: knownAuthority(authorities, filters.authority),
    topic: filters.topic,
    state: filters.state,
    lang: filters.lang,
    today: dayOf(ctx.now, ctx.timeZone),
  }
  const words = filters.q === null ? [] : queryWords(filters.q)
  if (words.length === 0) {
    const [rows, total] = await Promise.all([
      findListings(ctx.db, sought, sort, limit, after),
      countListings(ctx.db, sought, sort, MOST_COUNTED + 1),
    ])
    return { rows, total, mended: [] }
  }
  const topicsNamed = topicsByName(ctx.translate)
  const search = (words: QueryWord[]) => searchListings(ctx.db, tsQuery(words, topicsNamed), sought, sort, limit, after)
  const found = await search(words)
  if (found.total >= FEW) return { ...found, mended: [] }
  // Each word may stand somewhere and still be wrong; that is asked only when together they find nothing.
  for (const which of found.total === 0 ? (['unknown', 'all'] as const) : (['unknown'] as const)) {
    const mended = await mendWords(ctx.db, words, which)
    if (mended.every((word) => word.mended.length === 0)) continue
    const wider = await search(mended)
    if (wider.total > found.total) return { ...wider, mended: mended.flatMap((word) => word.mended) }
  }
  return { ...found, mended: [] }
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
  newest: (row) => row.listedAt.toISOString(),
  signed: (row) => String(row.total),
  fastest: (row) => String(row.week),
  closing: (row) => row.closesOn ?? '',
}
const isNumber = (text: string) => /^-?\d{1,9}$/.test(text)
const isValue: Record<Sort, (text: string) => boolean> = {
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
