import { type RawBuilder, sql } from 'kysely'
import { prefixesOf, searchColumns } from '#commons/search/search-words.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import { NotFound } from '#kernel/errors.ts'
import type { Cursor } from '#kernel/http/cursor.ts'
import type { Localised } from '#kernel/i18n/lang.ts'
import type { Owner } from './permissions.ts'
import type { RefusalReason, Reuse, ReuseType } from './reuse.ts'

const columns = sql`r.id, r.number, r.type, r.state, r.title, r.lang, r.text_markdown AS markdown, r.text_html AS html, r.url,
  r.author_mailbox_id AS "authorMailboxId", r.author_name AS "authorName", r.proposed_at AS "proposedAt", r.waiting_since AS "waitingSince",
  r.listed_at AS "listedAt", r.decided_by AS "decidedBy", r.refused_reason AS "refusedReason"`

/** @throws NotFound */
export function findReuse(db: Db | Tx, number: number): Promise<Reuse> {
  return one(db, sql`r.number = ${number}`)
}

/** The same, locked until the act is over. @throws NotFound */
export function lockReuse(tx: Tx, number: number): Promise<Reuse> {
  return one(tx, sql`r.number = ${number} FOR NO KEY UPDATE`)
}

async function one(db: Db | Tx, condition: RawBuilder<unknown>): Promise<Reuse> {
  const { rows } = await sql<Reuse>`SELECT ${columns} FROM open_data.reuse r WHERE ${condition}`.execute(db)
  if (!rows[0]) throw new NotFound()
  return rows[0]
}

type Written = Pick<Reuse, 'type' | 'title' | 'lang' | 'markdown' | 'html' | 'url' | 'authorName'>

const wordsOf = ({ title, markdown }: Written) => searchColumns(title, markdown).text

/** @returns its number; null where the address is there already */
export async function addReuse(
  tx: Tx,
  reuse: Written & Pick<Reuse, 'id' | 'authorMailboxId'>,
  now: Date,
): Promise<number | null> {
  const { rows } = await sql<{ number: number }>`
    INSERT INTO open_data.reuse (id, type, state, title, lang, text_markdown, text_html, search_text, url, author_mailbox_id,
      author_name, proposed_at, waiting_since)
    VALUES (${reuse.id}, ${reuse.type}, 'proposed', ${reuse.title}, ${reuse.lang}, ${reuse.markdown}, ${reuse.html}, ${wordsOf(reuse)}, ${reuse.url},
      ${reuse.authorMailboxId}, ${reuse.authorName}, ${now}, ${now})
    ON CONFLICT (url) WHERE state <> 'refused' DO NOTHING RETURNING number`.execute(tx)
  return rows[0]?.number ?? null
}

/** Written anew, it waits again. @returns false where another one has the address */
export async function rewriteReuse(tx: Tx, id: string, said: Written, now: Date): Promise<boolean> {
  const { rows } = await sql`
    UPDATE open_data.reuse SET type = ${said.type}, title = ${said.title}, lang = ${said.lang}, text_markdown = ${said.markdown},
      text_html = ${said.html}, search_text = ${wordsOf(said)}, url = ${said.url}, author_name = ${said.authorName}, state = 'proposed', refused_reason = NULL,
      proposed_at = ${now}, waiting_since = ${now}
    WHERE id = ${id} AND NOT EXISTS (SELECT FROM open_data.reuse o WHERE o.url = ${said.url} AND o.state <> 'refused' AND o.id <> ${id})
    RETURNING id`.execute(tx)
  return rows.length > 0
}

/** In place of those that it had. */
export async function setDatasets(tx: Tx, reuseId: string, datasetIds: string[]): Promise<void> {
  await sql`DELETE FROM open_data.reuse_dataset WHERE reuse_id = ${reuseId} AND dataset_id <> ALL(${datasetIds}::uuid[])`.execute(
    tx,
  )
  await sql`
    INSERT INTO open_data.reuse_dataset (reuse_id, dataset_id) SELECT ${reuseId}, unnest(${datasetIds}::uuid[])
    ON CONFLICT ON CONSTRAINT reuse_dataset_once DO NOTHING`.execute(tx)
}

export async function deleteReuse(tx: Tx, id: string): Promise<void> {
  await sql`DELETE FROM open_data.reuse WHERE id = ${id}`.execute(tx)
}

export async function setListed(tx: Tx, id: string, by: string, now: Date): Promise<void> {
  await sql`
    UPDATE open_data.reuse SET state = 'listed', listed_at = ${now}, waiting_since = NULL, decided_at = ${now}, decided_by = ${by}
    WHERE id = ${id}`.execute(tx)
}

export async function setRefused(tx: Tx, id: string, reason: RefusalReason, by: string, now: Date): Promise<void> {
  await sql`
    UPDATE open_data.reuse SET state = 'refused', refused_reason = ${reason}, listed_at = NULL, waiting_since = NULL, decided_at = ${now},
      decided_by = ${by} WHERE id = ${id}`.execute(tx)
}

export async function setLookedAt(tx: Tx, id: string, by: string, now: Date): Promise<void> {
  await sql`
    UPDATE open_data.reuse SET waiting_since = NULL, decided_at = ${now}, decided_by = ${by} WHERE id = ${id}`.execute(
    tx,
  )
}

/** Something of it is other than an official saw it. */
export async function touchReuse(tx: Tx, id: string, now: Date): Promise<void> {
  await sql`UPDATE open_data.reuse SET proposed_at = ${now} WHERE id = ${id}`.execute(tx)
}

/** What was refused so long ago that nobody mends it any more. */
export async function forgetRefused(db: Db, before: Date): Promise<void> {
  await sql`DELETE FROM open_data.reuse WHERE state = 'refused' AND decided_at < ${before}`.execute(db)
}

export interface UsedDataset extends Owner {
  reuseId: string
  name: string
  title: Localised
  institution: Localised
  isPublic: boolean
}

/** Datasets of which reuses were made, also those that are not public any more. */
export async function datasetsOfReuses(db: Db | Tx, reuseIds: string[]): Promise<UsedDataset[]> {
  const { rows } = await sql<UsedDataset>`
    SELECT u.reuse_id AS "reuseId", d.name, d.title, d.organisation_id AS "organisationId", o.place_key AS "placeKey", o.name AS institution,
      d.state = 'published' AS "isPublic"
    FROM open_data.reuse_dataset u JOIN open_data.dataset d ON d.id = u.dataset_id JOIN organisations.organisation o ON o.id = d.organisation_id
    WHERE u.reuse_id = ANY(${reuseIds}::uuid[]) ORDER BY d.name`.execute(db)
  return rows
}

/** Public datasets among these names, by name. */
export async function publicDatasetIds(tx: Tx, names: string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    SELECT id, name FROM open_data.dataset WHERE name = ANY(${names}::text[]) AND state = 'published'`.execute(tx)
  return new Map(rows.map(({ id, name }) => [name, id]))
}

/** A reuse as lists show it; `answers` is null where nobody asked its address yet. */
export interface ListedReuse extends Reuse {
  listedAt: Date
  answers: boolean | null
}

export interface ListFilter {
  words: string | null
  types: readonly ReuseType[] | null
  institution: string | null
  dataset: string | null
}

function listed({ words, types, institution, dataset }: ListFilter): RawBuilder<unknown> {
  const prefixes = words === null ? [] : prefixesOf(words, 1)
  return sql`r.state = 'listed' AND (${words === null} OR to_tsvector('simple', r.search_text) @@ ${prefixes.join(' & ')}::tsquery)
    AND (${types}::text[] IS NULL OR r.type = ANY(${types}::text[]))
    AND ((${institution}::text IS NULL AND ${dataset}::text IS NULL) OR EXISTS (
      SELECT FROM open_data.reuse_dataset u JOIN open_data.dataset d ON d.id = u.dataset_id JOIN organisations.organisation o ON o.id = d.organisation_id
      WHERE u.reuse_id = r.id AND (${institution}::text IS NULL OR o.slug = ${institution}) AND (${dataset}::text IS NULL OR d.name = ${dataset})))`
}

/** What is public, newest first. */
export async function listedReuses(
  db: Db,
  filter: ListFilter,
  after: Cursor | null,
  limit: number,
): Promise<ListedReuse[]> {
  const { rows } = await sql<ListedReuse>`
    SELECT ${columns}, c.answers FROM open_data.reuse r LEFT JOIN open_data.link_check c ON c.url = r.url
    WHERE ${listed(filter)} AND (${after?.at ?? null}::timestamptz IS NULL OR (r.listed_at, r.id) < (${after?.at ?? null}, ${after?.id ?? null}::uuid))
    ORDER BY r.listed_at DESC, r.id DESC LIMIT ${limit}`.execute(db)
  return rows
}

export async function countListed(db: Db, filter: ListFilter): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) AS count FROM open_data.reuse r WHERE ${listed(filter)}`.execute(db)
  return rows[0]?.count ?? 0
}

/** Whether the address of one answered when it was asked last; null where nobody asked. */
export async function linkAnswers(db: Db, url: string): Promise<{ answers: boolean; at: Date } | null> {
  const { rows } = await sql<{ answers: boolean; at: Date }>`
    SELECT answers, checked_at AS at FROM open_data.link_check WHERE url = ${url}`.execute(db)
  return rows[0] ?? null
}

/** What somebody proposed, newest first. */
export async function reusesOf(db: Db, mailboxId: string): Promise<Reuse[]> {
  const { rows } = await sql<Reuse>`
    SELECT ${columns} FROM open_data.reuse r WHERE r.author_mailbox_id = ${mailboxId} ORDER BY r.id DESC LIMIT 200`.execute(
    db,
  )
  return rows
}
