import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { placeChoices } from '#commons/places/choices.ts'
import { InvalidInput } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { markOf } from '../recount/on-page.tsx'
import type { Filters, ListQuery, Sort } from './filters.ts'
import type { PetitionList, PetitionListItem } from './replies.ts'
import { standingsOf } from './standing.ts'
import {
  type After,
  askedAuthorities,
  countListings,
  findListings,
  type ListingRow,
  type Sought,
  wordsLike,
} from './store.ts'
import { type QueryWord, queryWords, tsQuery } from './words.ts'

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
  const { sought, total, mended } = await seek(ctx, query, sort, authorities)
  const rows = await findListings(ctx.db, sought, sort, PAGE + 1, after)
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
      places: placeChoices(ctx.places, ctx.lang),
      authorities: authorities.map(({ slug, name }) => ({ slug, name: inLang(name, ctx.lang) })),
    },
  }
}

/** Newest listed petitions that the filters find, for a feed. */
export async function newestListings(ctx: Context, filters: Filters, limit: number) {
  const authorities = await askedAuthorities(ctx.db)
  const { sought } = await seek(ctx, filters, 'newest', authorities)
  return { rows: await findListings(ctx.db, sought, 'newest', limit, null), authorities }
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
    place: { key: row.placeKey, name: ctx.places.name(row.placeKey, ctx.lang) },
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

/** Filters as the database knows them, how many they find, and the words that were taken for misspelled ones. */
async function seek(ctx: Context, filters: Filters, sort: Sort, authorities: Authorities) {
  const words = filters.q === null ? [] : queryWords(filters.q)
  const sought: Sought = {
    words: words.length > 0 ? tsQuery(words) : null,
    place: knownPlace(ctx, filters.place),
    authorityId: knownAuthority(authorities, filters.authority),
    topic: filters.topic,
    state: filters.state,
    lang: filters.lang,
    today: dayOf(ctx.now, ctx.timeZone),
  }
  const total = await countListings(ctx.db, sought, sort, MOST_COUNTED + 1)
  if (words.length === 0 || total >= FEW) return { sought, total, mended: [] }
  const mended = await mend(ctx, words)
  if (mended.every((word) => word.mended.length === 0)) return { sought, total, mended: [] }
  const wider = { ...sought, words: tsQuery(mended) }
  const found = await countListings(ctx.db, wider, sort, MOST_COUNTED + 1)
  return found > total
    ? { sought: wider, total: found, mended: mended.flatMap((word) => word.mended) }
    : { sought, total, mended: [] }
}

function mend(ctx: Context, words: QueryWord[]): Promise<QueryWord[]> {
  return Promise.all(
    words.map(async (word) => {
      const [form = ''] = word.forms
      return form.length < 4 ? word : { ...word, mended: await wordsLike(ctx.db, form, word.unfinished) }
    }),
  )
}

function knownPlace(ctx: Context, key: string | null): string | null {
  if (key !== null && !ctx.places.find(key))
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
const values: Record<Sort, RegExp> = {
  newest: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
  signed: /^-?\d{1,9}$/,
  fastest: /^-?\d{1,9}$/,
  closing: /^\d{4}-\d\d-\d\d$/,
}

function cursorAfter(sort: Sort, row: ListingRow): string {
  return Buffer.from(`${sort} ${sortedValue[sort](row)} ${row.id}`).toString('base64url')
}

/** A cursor goes on in the order in which it was made; in another it would lead anywhere. */
function readCursor(sort: Sort, cursor: string): After {
  const [order, value = '', id = ''] = Buffer.from(cursor, 'base64url').toString().split(' ')
  const whole =
    values[sort].test(value) && (sort === 'signed' || sort === 'fastest' || !Number.isNaN(Date.parse(value)))
  if (order !== sort || !whole || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id))
    throw new InvalidInput([{ field: 'after', text: { key: 'kernel.form.wrong' } }])
  return { value, id }
}
