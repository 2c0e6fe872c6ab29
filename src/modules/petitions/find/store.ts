import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#kernel/database/database.ts'
import { prepared } from '#kernel/database/prepared.ts'
import type { Lang, Localised } from '#kernel/i18n/lang.ts'
import type { PetitionState, ThresholdName, Topic } from '../petition.ts'
import type { MarkColumns } from '../recount/on-page.tsx'
import { markColumns } from '../store.ts'
import type { Sort, Standing } from './filters.ts'
import type { Fit } from './words.ts'

/** Filters as the database knows them. */
export interface Sought {
  place: string | null
  authorityId: string | null
  topic: Topic | null
  state: Standing | null
  lang: Lang | null
  /** The civil day on which one looks: terms and last days depend on it. */
  today: string
}

export interface ListingRow extends MarkColumns {
  id: string
  number: number
  slug: string
  lang: Lang
  title: string
  state: PetitionState
  topic: Topic
  placeKey: string
  authorities: Localised[]
  publishedAt: Date | null
  listedAt: Date
  changedAt: Date
  closesOn: string | null
  awaitsAnswer: boolean
  answerDueOn: string | null
  answered: boolean
  total: number
  week: number
  next: { signatures: number; name: ThresholdName } | null
  /** What a search sorted by; of the best ones how well it fits, then when it was listed, in one number. */
  fit: number | null
}

/** Where the next page begins: the sorted value and the id of the last row shown. */
export interface After {
  value: string
  id: string
}

/** Orders that a column holds. */
type KeptOrder = Exclude<Sort, 'best'>
interface Order {
  by: RawBuilder<unknown>
  type: RawBuilder<unknown>
  down: boolean
}

const orders: Record<KeptOrder, Order> = {
  newest: { by: sql`l.listed_at`, type: sql`timestamptz`, down: true },
  signed: { by: sql`l.signatures`, type: sql`integer`, down: true },
  fastest: { by: sql`l.signatures_week`, type: sql`integer`, down: true },
  closing: { by: sql`l.closes_on`, type: sql`date`, down: false },
}

/** Listings that are sought, in order. Ids break ties, so nothing is shown twice and nothing is passed over. */
export async function findListings(
  db: Db,
  sought: Sought,
  sort: KeptOrder,
  limit: number,
  after: After | null,
): Promise<ListingRow[]> {
  const order = orders[sort]
  const { rows } = await sql<ListingRow>`
    SELECT ${shown}, NULL AS fit FROM (
      SELECT * FROM petitions.listing l WHERE ${conditions(sought, sort)} ${pageOf(order, limit, after)}
    ) l JOIN petitions.petition p ON p.id = l.petition_id LEFT JOIN petitions.recount r ON r.petition_id = p.id ${inOrder(order)}`.execute(
    db,
  )
  return rows
}

/** What a search asks for: a query of words, and in the order of which column, or of what fit. */
export interface Search {
  words: string
  sort: KeptOrder | Fit
}

/** Texts as readers see them, by id. Not with the rows: no list shows them, and twenty are most of what a list would read. */
export async function textsOf(db: Db, ids: string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; html: string }>`
    SELECT id, why_html AS html FROM petitions.petition WHERE id = ANY(${ids}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, html }) => [id, html]))
}

/** The same for words, and how many there are: words are looked up once for both. */
export async function searchListings(
  db: Db,
  { words, sort }: Search,
  sought: Sought,
  limit: number,
  after: After | null,
): Promise<{ rows: ListingRow[]; total: number }> {
  const best = typeof sort !== 'string'
  const order: Order = best
    ? { by: sql`l.sorted`, type: sql`double precision`, down: true }
    : { ...orders[sort], by: sql`l.sorted` }
  const page = pageOf(order, limit, after)
  // Filters and places in the list make many texts, and each its own plan.
  const plain = conditionsOf(sought, best ? 'newest' : sort).length === 0 && after === null
  const { rows } = await sql<{ found: number } & (ListingRow | { id: null })>`
    ${plain ? prepared : sql``} WITH ${best ? bestOf(words, sort, sought, page, limit) : inKeptOrder(words, sort, sought, page)}, page AS (
      SELECT ${shown}, ${best ? sql`c.sorted` : sql`NULL`} AS fit, row_number() OVER (${inOrder({ ...order, by: sql`c.sorted` })}) AS at
      FROM chosen c JOIN petitions.listing l USING (petition_id)
        JOIN petitions.petition p ON p.id = l.petition_id LEFT JOIN petitions.recount r ON r.petition_id = p.id
    )
    SELECT counted.found, page.* FROM (SELECT count(*)::integer AS found FROM found) counted LEFT JOIN page ON true ORDER BY page.at`.execute(
    db,
  )
  return { rows: rows.filter((row) => row.id !== null), total: rows[0]?.found ?? 0 }
}

/** All that is `found`, and of it the page that is `chosen` by a column. */
function inKeptOrder(words: string, sort: KeptOrder, sought: Sought, page: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`found AS MATERIALIZED (
      SELECT l.petition_id, ${orders[sort].by} AS sorted FROM petitions.listings_found(${words}::tsquery) w
      JOIN petitions.listing l USING (petition_id) WHERE ${conditions(sought, sort)}
    ), chosen AS MATERIALIZED (SELECT l.* FROM found l WHERE true ${page})`
}

/**
 * The same by how well it fits, then when it was listed: all words in the title, first as they were typed, then in other forms, then some of
 * them in the title, then words in the text, last what is found by its topic or by mended words alone. Rank and time are one number, which a
 * cursor can hold. Ranks are asked of the index: to read the words of thousands of rows from out of line, as ts_rank does, would cost
 * many times the search. Whatever has all words in its title, or in its text, is found. Each part of a UNION ALL, and what is laid aside for
 * it, is begun where those before it fill no page: thousands are hardly ever compared with thousands. Only what is `found` is always laid
 * aside, because all of it is counted.
 */
function bestOf(
  words: string,
  fit: Fit,
  sought: Sought,
  page: RawBuilder<unknown>,
  limit: number,
): RawBuilder<unknown> {
  const foundBy = (query: RawBuilder<unknown>) => sql`petitions.listings_found(${query})`
  const filters = conditionsOf(sought, 'newest')
  const only = filters.length > 0 ? [sql`l.petition_id IN (SELECT petition_id FROM found)`] : []
  const part = (rank: number, rows: RawBuilder<unknown>, where: RawBuilder<unknown>[]) =>
    sql`(SELECT l.* FROM (
        SELECT l.petition_id, ${sql.lit(rank)} * 1e14::double precision + l.listed_ms::double precision AS sorted FROM ${rows} l
        WHERE ${sql.join([sql`true`, ...where], sql` AND `)}
      ) l WHERE true ${page})`
  const outside = (rows: RawBuilder<unknown>) => sql`l.petition_id NOT IN (SELECT petition_id FROM ${rows})`
  const asTyped = foundBy(sql`${fit.asTyped}::tsquery`)
  const laidAside = [
    filters.length > 0
      ? sql`found AS MATERIALIZED (
      SELECT w.petition_id, w.listed_ms FROM ${foundBy(sql`${words}::tsquery`)} w JOIN petitions.listing l USING (petition_id)
      WHERE ${sql.join(filters, sql` AND `)}
    )`
      : sql`found AS MATERIALIZED (SELECT * FROM ${foundBy(sql`${words}::tsquery`)})`,
    sql`titled AS MATERIALIZED (SELECT * FROM ${foundBy(sql`${fit.title}::tsquery`)})`,
  ]
  const above = [outside(sql`titled`)]
  const parts = [part(4, asTyped, only), part(3, sql`titled`, [...only, outside(asTyped)])]
  if (fit.partOfTitle !== null) {
    laidAside.push(
      sql`partly AS MATERIALIZED (SELECT * FROM ${foundBy(sql`${words}::tsquery && ${fit.partOfTitle}::tsquery`)})`,
    )
    parts.push(part(2, sql`partly`, [...only, ...above]))
    above.push(outside(sql`partly`))
  }
  if (fit.words !== null) {
    const standing = foundBy(sql`${fit.words}::tsquery`)
    parts.push(part(1, standing, [...only, ...above]))
    above.push(outside(standing))
  }
  parts.push(part(fit.words === null ? 1 : 0, sql`found`, above))
  return sql`${sql.join(laidAside)}, chosen AS MATERIALIZED (${sql.join(parts, sql` UNION ALL `)} LIMIT ${limit})`
}

/** What a list shows of the listing `l` and its petition `p`. */
const shown = sql`p.id, p.number, p.slug, p.lang, p.title, p.state, p.topic, p.place_key AS "placeKey",
      p.published_at AS "publishedAt", l.listed_at AS "listedAt", l.changed_at AS "changedAt", l.closes_on AS "closesOn",
      l.awaits_answer AS "awaitsAnswer", l.answer_due_on AS "answerDueOn", l.answered, l.signatures AS total, l.signatures_week AS week,
      ${markColumns(sql`p.id`)},
      (SELECT coalesce(jsonb_agg(o.name ORDER BY array_position(l.authority_ids, o.id)), '[]') FROM organisations.organisation o
        WHERE o.id = ANY(l.authority_ids)) AS authorities,
      (SELECT jsonb_build_object('signatures', t.signatures, 'name', t.name) FROM petitions.threshold t
        WHERE t.petition_id = p.id AND t.crossed_at IS NULL ORDER BY t.signatures LIMIT 1) AS next`

/** One page of the listings `l`, as what stands after their conditions. */
function pageOf(order: Order, limit: number, after: After | null): RawBuilder<unknown> {
  const { by, type, down } = order
  const beyond = after
    ? sql`AND (${by}, l.petition_id) ${down ? sql`<` : sql`>`} (${after.value}::${type}, ${after.id}::uuid)`
    : sql``
  return sql`${beyond} ${inOrder(order)} LIMIT ${limit}`
}

function inOrder({ by, down }: Order): RawBuilder<unknown> {
  return down ? sql`ORDER BY ${by} DESC, l.petition_id DESC` : sql`ORDER BY ${by}, l.petition_id`
}

/** How many are sought, counted up to `most`. */
export async function countListings(db: Db, sought: Sought, sort: KeptOrder, most: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    SELECT count(*)::integer AS n FROM (
      SELECT 1 FROM petitions.listing l WHERE ${conditions(sought, sort)} LIMIT ${most}
    ) found`.execute(db)
  return rows[0]?.n ?? 0
}

/** Only what is open closes soon. */
function conditions(sought: Sought, sort: KeptOrder): RawBuilder<unknown> {
  const all = conditionsOf(sought, sort)
  return all.length > 0 ? sql.join(all, sql` AND `) : sql`true`
}

function conditionsOf(
  { place, authorityId, topic, state, lang, today }: Sought,
  sort: KeptOrder,
): RawBuilder<unknown>[] {
  return [
    place !== null && sql`l.place_path @> ARRAY[${place}]`,
    authorityId !== null && sql`l.authority_ids @> ARRAY[${authorityId}::uuid]`,
    topic !== null && sql`l.topic = ${topic}`,
    state !== null && inState(state, today),
    lang !== null && sql`l.lang = ${lang}`,
    sort === 'closing' && inState('open', today),
  ].filter((one) => one !== false)
}

/** The same as `standingsOf` says of a row. */
function inState(state: Standing, today: string): RawBuilder<unknown> {
  return {
    open: sql`(l.state = 'open' AND l.closes_on >= ${today}::date)`,
    waiting: sql`(l.awaits_answer AND coalesce(l.answer_due_on >= ${today}::date, true))`,
    overdue: sql`(l.awaits_answer AND l.answer_due_on < ${today}::date)`,
    answered: sql`l.answered`,
    closed: sql`(l.state IN ('closed', 'archived') OR l.state = 'open' AND l.closes_on < ${today}::date)`,
    refused: sql`l.state IN ('refused', 'appealed', 'refused-finally')`,
  }[state]
}

/** Whether a word, or one that begins so, stands in a listed petition. */
export async function isWord(db: Db, word: string, unfinished: boolean): Promise<boolean> {
  const { rows } = await sql`
    SELECT 1 FROM petitions.listing_word WHERE ${unfinished ? sql`word LIKE ${`${word}%`}` : sql`word = ${word}`} LIMIT 1`.execute(
    db,
  )
  return rows.length > 0
}

/**
 * The 40 words of listed petitions that share most trigrams with one, and those in which two neighbouring letters
 * changed places, which leaves a short word hardly any trigram.
 */
export async function wordsLike(db: Db, word: string): Promise<string[]> {
  const { rows } = await sql<{ word: string }>`
    ${prepared} SELECT word FROM petitions.listing_word WHERE word = ANY(${swapped(word)}::text[])
    UNION (
      SELECT word FROM petitions.listing_word WHERE word % ${word} AND word <> ${word}
      ORDER BY similarity(word, ${word}) DESC, word LIMIT 40
    ) ORDER BY word`.execute(db)
  return rows.map((row) => row.word)
}

/** Words that share few trigrams with a long one; many more have to be looked at for them. */
export async function wordsFarLike(db: Db, word: string): Promise<string[]> {
  const { rows } = await sql<{
    word: string
  }>`SELECT word FROM petitions.words_far_like(${word}) AS far (word)`.execute(db)
  return rows.map((row) => row.word)
}

function swapped(word: string): string[] {
  const letters = Array.from(word)
  return letters.slice(1).map((letter, at) => letters.toSpliced(at, 2, letter, letters[at] as string).join(''))
}

/** Authorities that a listed petition asks; the first that is found will do, so that it takes no longer with many petitions. */
export async function askedAuthorities(db: Db): Promise<{ id: string; slug: string; name: Localised }[]> {
  const { rows } = await sql<{ id: string; slug: string; name: Localised }>`
    ${prepared} SELECT o.id, o.slug, o.name FROM organisations.organisation o
    CROSS JOIN LATERAL (
      SELECT FROM petitions.addressee a JOIN petitions.listing l USING (petition_id) WHERE a.organisation_id = o.id LIMIT 1
    ) asked
    ORDER BY o.name ->> 'ro'`.execute(db)
  return rows
}
