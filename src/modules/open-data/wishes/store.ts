import { type RawBuilder, sql } from 'kysely'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import { prefixesOf, searchColumns } from '#commons/search/search-words.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import { NotFound } from '#kernel/errors.ts'
import type { Lang, Localised } from '#kernel/i18n/lang.ts'
import type { Sort } from './fields.ts'
import type { DeclineReason, FlagReason, WishOutcome, WishState } from './wish.ts'

export interface Wish {
  id: string
  number: number
  state: WishState
  organisationId: string | null
  institution: { slug: string; name: Localised } | null
  placeKey: string
  lang: Lang
  title: string
  slug: string
  textMarkdown: string
  textHtml: string
  authorMailboxId: string | null
  supports: number
  createdAt: Date
  datasetId: string | null
  hiddenReason: string | null
  hiddenLang: Lang | null
  hiddenBy: string | null
  /** Since when a report, or an appeal, waits for a moderator. */
  flaggedAt: Date | null
  appealText: string | null
  appealedAt: Date | null
  appealDecidedAt: Date | null
}

const columns = sql`w.id, w.number, w.state, w.organisation_id AS "organisationId",
  CASE WHEN o.id IS NOT NULL THEN jsonb_build_object('slug', o.slug, 'name', o.name) END AS institution, w.place_key AS "placeKey", w.lang, w.title, w.slug,
  w.text_markdown AS "textMarkdown", w.text_html AS "textHtml", w.author_mailbox_id AS "authorMailboxId", w.supports, w.created_at AS "createdAt",
  w.dataset_id AS "datasetId", w.hidden_reason AS "hiddenReason", w.hidden_lang AS "hiddenLang", w.hidden_by AS "hiddenBy", w.flagged_at AS "flaggedAt", w.appeal_text AS "appealText",
  w.appealed_at AS "appealedAt", w.appeal_decided_at AS "appealDecidedAt"`

/** Wishes for which a condition holds; the table is `w`, the institution `o`. The condition may end in an order, a limit and a lock. */
export async function wishesWhere(db: Db | Tx, where: RawBuilder<unknown>): Promise<Wish[]> {
  const { rows } = await sql<Wish>`
    SELECT ${columns} FROM open_data.wish w LEFT JOIN organisations.organisation o ON o.id = w.organisation_id WHERE ${where}`.execute(
    db,
  )
  return rows
}

/** @throws NotFound */
export async function findWish(db: Db | Tx, number: number): Promise<Wish> {
  return one(await wishesWhere(db, sql`w.number = ${number}`))
}

/** The wish, locked until the act is over. @throws NotFound */
export async function lockWish(tx: Tx, number: number): Promise<Wish> {
  return one(await wishesWhere(tx, sql`w.number = ${number} FOR NO KEY UPDATE OF w`))
}

function one([wish]: Wish[]): Wish {
  if (!wish) throw new NotFound()
  return wish
}

export type NewWish = Pick<
  Wish,
  | 'id'
  | 'organisationId'
  | 'placeKey'
  | 'lang'
  | 'title'
  | 'slug'
  | 'textMarkdown'
  | 'textHtml'
  | 'authorMailboxId'
  | 'createdAt'
>

export async function addWish(tx: Tx, wish: NewWish): Promise<{ number: number; slug: string }> {
  const search = searchColumns(wish.title, wish.textMarkdown)
  const { rows } = await sql<{ number: number; slug: string }>`
    INSERT INTO open_data.wish (id, organisation_id, place_key, lang, title, slug, text_markdown, text_html, search_title, search_text,
      author_mailbox_id, created_at)
    VALUES (${wish.id}, ${wish.organisationId}, ${wish.placeKey}, ${wish.lang}, ${wish.title}, ${wish.slug}, ${wish.textMarkdown}, ${wish.textHtml},
      ${search.title}, ${search.text}, ${wish.authorMailboxId}, ${wish.createdAt})
    RETURNING number, slug`.execute(tx)
  return rows[0] as { number: number; slug: string }
}

export interface Sought {
  words: string | null
  institution: string | null
  state: WishState | null
}

/** Where the next part of a list begins: the sorted value (an instant, or a count) and the id of the last one shown. */
export interface After {
  value: string
  id: string
}

const orders = {
  newest: { by: sql`w.created_at`, type: sql`timestamptz` },
  supported: { by: sql`w.supports`, type: sql`integer` },
}

/** Wishes that everybody reads and that are sought, in order. */
export function findWishes(db: Db, sought: Sought, sort: Sort, limit: number, after: After | null): Promise<Wish[]> {
  const { by, type } = orders[sort]
  const further = after ? sql`(${by}, w.id) < (${after.value}::${type}, ${after.id}::uuid)` : sql`true`
  return wishesWhere(db, sql`${condition(sought)} AND ${further} ORDER BY ${by} DESC, w.id DESC LIMIT ${limit}`)
}

export async function countWishes(db: Db, sought: Sought): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) AS count FROM open_data.wish w LEFT JOIN organisations.organisation o ON o.id = w.organisation_id
    WHERE ${condition(sought)}`.execute(db)
  return rows[0]?.count ?? 0
}

function condition({ words, institution, state }: Sought) {
  const prefixes = words === null ? [] : prefixesOf(words, 1)
  return sql`w.hidden_reason IS NULL AND (${institution}::text IS NULL OR o.slug = ${institution})
    AND (${state}::text IS NULL OR w.state = ${state})
    AND (${words === null} OR to_tsvector('simple', w.search_text) @@ ${prefixes.join(' & ')}::tsquery)`
}

/** Half of the words of a title must be in the other wish, or half of its trigrams in the other's title. */
const ALIKE = 0.5
/** Any word finds a candidate in the index; so many of them are weighed. */
const SHOWN = 5

/** Wishes that may be the same as one with this title, the likest first. */
export function similarWishes(db: Db, title: string): Promise<Wish[]> {
  const words = prefixesOf(title, 4)
  if (words.length === 0) return Promise.resolve([])
  const byLetters = sql`similarity(w.search_title, ${searchColumns(title, '').title})`
  const byWords = sql`(SELECT count(*) FROM unnest(${words}::text[]) AS word
    WHERE to_tsvector('simple', w.search_text) @@ word::tsquery)::real / ${words.length}::integer`
  return wishesWhere(
    db,
    sql`w.hidden_reason IS NULL AND w.state <> 'withdrawn' AND to_tsvector('simple', w.search_text) @@ ${words.join(' | ')}::tsquery
      AND greatest(${byLetters}, ${byWords}) >= ${ALIKE}::real
      ORDER BY ${byLetters} + ${byWords} DESC, w.supports DESC, w.number LIMIT ${SHOWN}`,
  )
}

export async function supportsWish(db: Db, wishId: string, mailboxId: string): Promise<boolean> {
  const { rows } = await sql`
    SELECT 1 FROM open_data.wish_support WHERE wish_id = ${wishId} AND mailbox_id = ${mailboxId}`.execute(db)
  return rows.length > 0
}

/** Of a locked wish: whose support it has, and how many, never differ. @returns whether anything changed */
export async function setSupport(tx: Tx, { id }: Wish, mailboxId: string, on: boolean, now: Date): Promise<boolean> {
  const { rows } = on
    ? await sql`
      INSERT INTO open_data.wish_support (wish_id, mailbox_id, supported_at) VALUES (${id}, ${mailboxId}, ${now})
      ON CONFLICT ON CONSTRAINT wish_support_once DO NOTHING RETURNING wish_id`.execute(tx)
    : await sql`
      DELETE FROM open_data.wish_support WHERE wish_id = ${id} AND mailbox_id = ${mailboxId} RETURNING wish_id`.execute(
        tx,
      )
  if (rows.length > 0)
    await sql`UPDATE open_data.wish SET supports = supports + ${on ? 1 : -1}::integer WHERE id = ${id}`.execute(tx)
  return rows.length > 0
}

export interface WishAnswer {
  outcome: WishOutcome
  institution: Localised
  lang: Lang
  text: string | null
  plannedOn: PlainDay | null
  /** A dataset that everybody may see. */
  dataset: { name: string; title: Localised } | null
  reason: DeclineReason | null
  answeredAt: Date
}

export async function countAnswers(db: Db | Tx, wishId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) AS count FROM open_data.wish_answer WHERE wish_id = ${wishId}`.execute(db)
  return rows[0]?.count ?? 0
}

/** What was answered, the newest first. Of a dataset that is not public yet nothing is told. */
export async function answersOf(db: Db, wishId: string): Promise<WishAnswer[]> {
  const { rows } = await sql<WishAnswer>`
    SELECT a.outcome, o.name AS institution, a.lang, a.text, a.planned_on AS "plannedOn", a.reason, a.answered_at AS "answeredAt",
      CASE WHEN d.state = 'published' THEN jsonb_build_object('name', d.name, 'title', d.title) END AS dataset
    FROM open_data.wish_answer a JOIN organisations.organisation o ON o.id = a.organisation_id LEFT JOIN open_data.dataset d ON d.id = a.dataset_id
    WHERE a.wish_id = ${wishId} ORDER BY a.answered_at DESC, a.id DESC LIMIT 50`.execute(db)
  return rows
}

export interface NewAnswer {
  id: string
  outcome: WishOutcome
  organisationId: string
  lang: Lang
  text: string | null
  plannedOn: PlainDay | null
  datasetId: string | null
  reason: DeclineReason | null
  accountId: string | null
  now: Date
}

/** Of a locked wish: what is answered, and where it stands from now on. */
export async function addAnswer(tx: Tx, { id }: Wish, to: WishState, answer: NewAnswer): Promise<void> {
  await sql`
    INSERT INTO open_data.wish_answer (id, wish_id, outcome, organisation_id, lang, text, planned_on, dataset_id, reason, account_id, answered_at)
    VALUES (${answer.id}, ${id}, ${answer.outcome}, ${answer.organisationId}, ${answer.lang}, ${answer.text}, ${answer.plannedOn},
      ${answer.datasetId}, ${answer.reason}, ${answer.accountId}, ${answer.now})`.execute(tx)
  await sql`
    UPDATE open_data.wish SET state = ${to}, organisation_id = ${answer.organisationId}, dataset_id = ${answer.datasetId} WHERE id = ${id}`.execute(
    tx,
  )
}

export async function setWithdrawn(tx: Tx, id: string): Promise<void> {
  await sql`UPDATE open_data.wish SET state = 'withdrawn' WHERE id = ${id}`.execute(tx)
}

/** @param hiding null: everybody reads it again. Either way reports and appeals are dealt with. */
export async function setHidden(
  tx: Tx,
  id: string,
  hiding: { reason: string; lang: Lang | null; by: string } | null,
): Promise<void> {
  await sql`
    UPDATE open_data.wish SET hidden_reason = ${hiding?.reason ?? null}, hidden_lang = ${hiding?.lang ?? null}, hidden_by = ${hiding?.by ?? null},
      flagged_at = NULL, appeal_text = NULL, appealed_at = NULL, appeal_decided_at = NULL WHERE id = ${id}`.execute(tx)
}

export async function setAppealed(tx: Tx, id: string, text: string, now: Date): Promise<void> {
  await sql`
    UPDATE open_data.wish SET appeal_text = ${text}, appealed_at = ${now}, flagged_at = ${now} WHERE id = ${id}`.execute(
    tx,
  )
}

export async function setAppealUpheld(tx: Tx, id: string, now: Date): Promise<void> {
  await sql`UPDATE open_data.wish SET appeal_decided_at = ${now}, flagged_at = NULL WHERE id = ${id}`.execute(tx)
}

export async function addFlag(
  tx: Tx,
  wishId: string,
  flag: { reason: FlagReason; source: Buffer; day: PlainDay; now: Date },
): Promise<void> {
  const { rows } = await sql`
    INSERT INTO open_data.wish_flag (wish_id, reason, source_hash, flagged_on) VALUES (${wishId}, ${flag.reason}, ${flag.source}, ${flag.day})
    ON CONFLICT ON CONSTRAINT wish_flag_once DO NOTHING RETURNING wish_id`.execute(tx)
  if (rows.length > 0)
    await sql`UPDATE open_data.wish SET flagged_at = coalesce(flagged_at, ${flag.now}) WHERE id = ${wishId}`.execute(tx)
}

/** How often readers reported a wish, by reason. */
export async function flagsOf(db: Db, wishId: string): Promise<{ reason: FlagReason; count: number }[]> {
  const { rows } = await sql<{ reason: FlagReason; count: number }>`
    SELECT reason, count(*) AS count FROM open_data.wish_flag WHERE wish_id = ${wishId} GROUP BY reason ORDER BY reason`.execute(
    db,
  )
  return rows
}

/** Wishes whose planned dataset has been published since. */
export function wishesFulfilled(db: Db, limit: number): Promise<Wish[]> {
  return wishesWhere(
    db,
    sql`w.state = 'planned' AND EXISTS (SELECT FROM open_data.dataset d WHERE d.id = w.dataset_id AND d.state = 'published')
      ORDER BY w.id LIMIT ${limit}`,
  )
}

/** Mailboxes that support a wish or wrote it, by id. */
export async function whoWishes(db: Db | Tx, wishId: string, after: string | null, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM (
      SELECT mailbox_id AS id FROM open_data.wish_support WHERE wish_id = ${wishId}
      UNION SELECT author_mailbox_id FROM open_data.wish WHERE id = ${wishId} AND author_mailbox_id IS NOT NULL
    ) who WHERE ${after}::uuid IS NULL OR id > ${after}::uuid ORDER BY id LIMIT ${limit}`.execute(db)
  return rows.map(({ id }) => id)
}

/** As letters and the record of acts name wishes; of a hidden one nobody repeats the words. */
export async function titlesOfWishes(
  db: Db | Tx,
  ids: string[],
): Promise<{ id: string; number: number; slug: string; title: string }[]> {
  const { rows } = await sql<{ id: string; number: number; slug: string; title: string }>`
    SELECT id, number, slug, CASE WHEN hidden_reason IS NULL THEN title ELSE '[…]' END AS title FROM open_data.wish
    WHERE id = ANY(${ids}::uuid[])`.execute(db)
  return rows
}

/** Without appeals against what this moderator hid: another one decides on those. */
export async function countFlagged(db: Db, places: string[], accountId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) AS count FROM open_data.wish WHERE flagged_at IS NOT NULL AND place_key = ANY(${places}::text[])
      AND NOT (appealed_at IS NOT NULL AND appeal_decided_at IS NULL AND hidden_by IS NOT DISTINCT FROM ${accountId})`.execute(
    db,
  )
  return rows[0]?.count ?? 0
}

/** Open wishes of some institutions, and those that name none. */
export async function countOpenWishes(db: Db, organisationIds: string[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) AS count FROM open_data.wish
    WHERE state = 'open' AND hidden_reason IS NULL AND organisation_id = ANY(${organisationIds}::uuid[])`.execute(db)
  return rows[0]?.count ?? 0
}

/** Institutions whose data somebody wishes for, by name. */
export async function institutionsWished(db: Db): Promise<{ slug: string; name: Localised }[]> {
  const { rows } = await sql<{ slug: string; name: Localised }>`
    SELECT o.slug, o.name FROM organisations.organisation o
    WHERE EXISTS (SELECT FROM open_data.wish w WHERE w.organisation_id = o.id AND w.hidden_reason IS NULL) ORDER BY o.name->>'ro' LIMIT 500`.execute(
    db,
  )
  return rows
}

/** Wishes for officers of institutions to answer; those that name no institution are everybody's. */
export function wishesForDesk(
  db: Db,
  sought: { organisationIds: string[]; state: WishState | null; after: { at: Date; id: string } | null; limit: number },
): Promise<Wish[]> {
  const { organisationIds, state, after, limit } = sought
  const further = after ? sql`(w.created_at, w.id) < (${after.at}, ${after.id}::uuid)` : sql`true`
  return wishesWhere(
    db,
    sql`(w.organisation_id = ANY(${organisationIds}::uuid[]) OR w.organisation_id IS NULL) AND w.hidden_reason IS NULL
      AND (${state}::text IS NULL OR w.state = ${state}) AND ${further} ORDER BY w.created_at DESC, w.id DESC LIMIT ${limit}`,
  )
}

/** Datasets that an institution may name in an answer: those changed last. */
export async function datasetsToName(
  db: Db,
  organisationIds: string[],
): Promise<{ name: string; title: Localised; published: boolean }[]> {
  const { rows } = await sql<{ name: string; title: Localised; published: boolean }>`
    SELECT name, title, state = 'published' AS published FROM open_data.dataset
    WHERE organisation_id = ANY(${organisationIds}::uuid[]) AND state <> 'withdrawn' ORDER BY modified_at DESC, id LIMIT 200`.execute(
    db,
  )
  return rows
}

/** What a person wished and supports, for that person. */
export async function wishesOf(db: Db, mailboxId: string): Promise<unknown> {
  const { rows: wishes } = await sql`
    SELECT number AS wish, lang, title, text_markdown AS text, state, created_at AS "createdAt", appeal_text AS appeal FROM open_data.wish
    WHERE author_mailbox_id = ${mailboxId} ORDER BY created_at`.execute(db)
  const { rows: supports } = await sql`
    SELECT w.number AS wish, CASE WHEN w.hidden_reason IS NULL THEN w.title END AS title, s.supported_at AS "supportedAt"
    FROM open_data.wish_support s JOIN open_data.wish w ON w.id = s.wish_id WHERE s.mailbox_id = ${mailboxId} ORDER BY s.supported_at`.execute(
    db,
  )
  return { wishes, supports }
}

/** The wish stays, nobody's; support is taken back. Wishes first and in one order, as who supports locks them. */
export async function forgetWisher(tx: Tx, mailboxId: string): Promise<void> {
  await sql`
    SELECT 1 FROM open_data.wish w WHERE w.id IN (SELECT wish_id FROM open_data.wish_support WHERE mailbox_id = ${mailboxId})
    ORDER BY w.number FOR NO KEY UPDATE`.execute(tx)
  await sql`
    WITH gone AS (DELETE FROM open_data.wish_support WHERE mailbox_id = ${mailboxId} RETURNING wish_id)
    UPDATE open_data.wish w SET supports = w.supports - 1 FROM gone WHERE w.id = gone.wish_id`.execute(tx)
  await sql`UPDATE open_data.wish SET author_mailbox_id = NULL, appeal_text = NULL WHERE author_mailbox_id = ${mailboxId}`.execute(
    tx,
  )
}

/** What an officer answered. */
export async function answersBy(db: Db, accountId: string): Promise<unknown[]> {
  const { rows } = await sql`
    SELECT w.number AS wish, a.outcome, a.text, a.answered_at AS "answeredAt" FROM open_data.wish_answer a JOIN open_data.wish w ON w.id = a.wish_id
    WHERE a.account_id = ${accountId} ORDER BY a.answered_at`.execute(db)
  return rows
}

export async function forgetAnswerer(tx: Tx, accountId: string): Promise<void> {
  await sql`UPDATE open_data.wish_answer SET account_id = NULL WHERE account_id = ${accountId}`.execute(tx)
  await sql`UPDATE open_data.wish SET hidden_by = NULL WHERE hidden_by = ${accountId}`.execute(tx)
}
