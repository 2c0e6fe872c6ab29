import { type RawBuilder, sql } from 'kysely'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import { NotFound } from '#kernel/errors.ts'
import type { Lang, Localised } from '#kernel/i18n/lang.ts'
import { REQUEST, type RefusalGround, type RequestKind, type RequestOutcome, type RequestState } from './request.ts'

export interface DataRequest {
  id: string
  number: number
  kind: RequestKind
  state: RequestState
  organisationId: string
  institution: { slug: string; name: Localised; email: string | null; placeKey: string }
  wish: { number: number; slug: string; title: string; lang: Lang } | null
  mailboxId: string
  level: 'email' | 'strong' | 'signed'
  lang: Lang
  sealed: Buffer
  mayPublish: boolean
  sentAt: Date
  incomingNumber: string | null
  registeredAt: Date | null
  outcome: RequestOutcome | null
  ground: RefusalGround | null
  groundText: string | null
  outgoingNumber: string | null
  answerSealed: Buffer | null
  answerLang: Lang | null
  closedAt: Date | null
}

const columns = sql`r.id, r.number, r.kind, r.state, r.organisation_id AS "organisationId",
  jsonb_build_object('slug', o.slug, 'name', o.name, 'email', o.email, 'placeKey', o.place_key) AS institution,
  (SELECT jsonb_build_object('number', w.number, 'slug', w.slug, 'title', w.title, 'lang', w.lang) FROM open_data.wish w
    WHERE w.id = r.wish_id AND w.hidden_reason IS NULL) AS wish,
  r.mailbox_id AS "mailboxId", r.level, r.lang, r.sealed, r.may_publish AS "mayPublish", r.sent_at AS "sentAt", r.incoming_number AS "incomingNumber",
  r.registered_at AS "registeredAt", r.outcome, r.ground, r.ground_text AS "groundText", r.outgoing_number AS "outgoingNumber",
  r.answer_sealed AS "answerSealed", r.answer_lang AS "answerLang", r.closed_at AS "closedAt"`

/** Requests for which a condition holds; the table is `r`. The condition may end in an order, a limit and a lock. */
async function requestsWhere(db: Db | Tx, where: RawBuilder<unknown>): Promise<DataRequest[]> {
  const { rows } = await sql<DataRequest>`
    SELECT ${columns} FROM open_data.data_request r JOIN organisations.organisation o ON o.id = r.organisation_id WHERE ${where}`.execute(
    db,
  )
  return rows
}

/** @throws NotFound */
export async function findRequest(db: Db | Tx, number: number): Promise<DataRequest> {
  return one(await requestsWhere(db, sql`r.number = ${number}`))
}

/** The request, locked until the act is over. @throws NotFound */
export async function lockRequest(tx: Tx, number: number): Promise<DataRequest> {
  return one(await requestsWhere(tx, sql`r.number = ${number} FOR NO KEY UPDATE OF r`))
}

function one([request]: DataRequest[]): DataRequest {
  if (!request) throw new NotFound()
  return request
}

export interface NewRequest {
  id: string
  kind: RequestKind
  organisationId: string
  wishId: string | null
  mailboxId: string
  level: DataRequest['level']
  lang: Lang
  sealed: Buffer
  mayPublish: boolean
  now: Date
}

export async function addRequest(tx: Tx, request: NewRequest): Promise<number> {
  const { id, kind, organisationId, wishId, mailboxId, level, lang, sealed, mayPublish, now } = request
  const { rows } = await sql<{ number: number }>`
    INSERT INTO open_data.data_request (id, kind, organisation_id, wish_id, mailbox_id, level, lang, sealed, may_publish, sent_at)
    VALUES (${id}, ${kind}, ${organisationId}, ${wishId}, ${mailboxId}, ${level}, ${lang}, ${sealed}, ${mayPublish}, ${now})
    RETURNING number`.execute(tx)
  return (rows[0] as { number: number }).number
}

export async function addressOf(db: Db | Tx, mailboxId: string): Promise<{ address: string; lang: Lang } | null> {
  const { rows } = await sql<{ address: string; lang: Lang }>`
    SELECT address, lang FROM people.mailbox WHERE id = ${mailboxId} AND address IS NOT NULL`.execute(db)
  return rows[0] ?? null
}

interface Cursor {
  at: Date
  id: string
}

const further = (after: Cursor | null) =>
  after ? sql`(r.sent_at, r.id) < (${after.at}, ${after.id}::uuid)` : sql`true`

/** Requests of one person, the newest first. */
export function requestsBy(db: Db, mailboxId: string, after: Cursor | null, limit: number): Promise<DataRequest[]> {
  return requestsWhere(
    db,
    sql`r.mailbox_id = ${mailboxId} AND ${further(after)} ORDER BY r.sent_at DESC, r.id DESC LIMIT ${limit}`,
  )
}

/** Requests to institutions, the newest first. */
export function requestsTo(
  db: Db,
  sought: { organisationIds: string[]; state: RequestState | null; after: Cursor | null; limit: number },
): Promise<DataRequest[]> {
  const { organisationIds, state, after, limit } = sought
  return requestsWhere(
    db,
    sql`r.organisation_id = ANY(${organisationIds}::uuid[]) AND (${state}::text IS NULL OR r.state = ${state}) AND ${further(after)}
      ORDER BY r.sent_at DESC, r.id DESC LIMIT ${limit}`,
  )
}

export async function setRegistered(tx: Tx, id: string, incomingNumber: string, now: Date): Promise<void> {
  await sql`
    UPDATE open_data.data_request SET state = 'registered', incoming_number = ${incomingNumber}, registered_at = ${now} WHERE id = ${id}`.execute(
    tx,
  )
}

export interface Answered {
  outcome: RequestOutcome
  ground: RefusalGround | null
  groundText: string | null
  outgoingNumber: string | null
  sealed: Buffer
  lang: Lang
  now: Date
}

export async function setAnswered(tx: Tx, id: string, answer: Answered): Promise<void> {
  await sql`
    UPDATE open_data.data_request SET state = 'answered', outcome = ${answer.outcome}, ground = ${answer.ground}, ground_text = ${answer.groundText},
      outgoing_number = ${answer.outgoingNumber}, answer_sealed = ${answer.sealed}, answer_lang = ${answer.lang}, closed_at = ${answer.now}
    WHERE id = ${id}`.execute(tx)
}

export async function setWithdrawn(tx: Tx, id: string, now: Date): Promise<void> {
  await sql`UPDATE open_data.data_request SET state = 'withdrawn', closed_at = ${now} WHERE id = ${id}`.execute(tx)
}

export interface RequestFile {
  id: string
  name: string
  type: string
  sha256: string
  size: number
}

export async function addFile(tx: Tx, requestId: string, file: RequestFile): Promise<void> {
  await sql`
    INSERT INTO open_data.request_file (id, request_id, name, type, sha256, size)
    VALUES (${file.id}, ${requestId}, ${file.name}, ${file.type}, ${file.sha256}, ${file.size})`.execute(tx)
}

export async function filesOf(db: Db | Tx, requestId: string): Promise<RequestFile[]> {
  const { rows } = await sql<RequestFile>`
    SELECT id, name, type, sha256, size FROM open_data.request_file WHERE request_id = ${requestId} ORDER BY id`.execute(
    db,
  )
  return rows
}

export interface Publication {
  lang: Lang
  title: string
  question: string
  answer: string
  withFiles: boolean
  publishedAt: Date
}

const publicationColumns = sql`p.lang, p.title, p.question, p.answer, p.with_files AS "withFiles", p.published_at AS "publishedAt"`

/** What is public of it now. */
export async function publicationOf(db: Db | Tx, requestId: string): Promise<Publication | null> {
  const { rows } = await sql<Publication>`
    SELECT ${publicationColumns} FROM open_data.request_publication p
    WHERE p.request_id = ${requestId} AND p.withdrawn_at IS NULL`.execute(db)
  return rows[0] ?? null
}

/** Again, with other words, replaces what was public; what was taken back is public anew. */
export async function keepPublication(
  tx: Tx,
  requestId: string,
  said: Omit<Publication, 'publishedAt'> & { accountId: string; now: Date },
): Promise<void> {
  await sql`
    INSERT INTO open_data.request_publication AS p (request_id, lang, title, question, answer, with_files, account_id, published_at)
    VALUES (${requestId}, ${said.lang}, ${said.title}, ${said.question}, ${said.answer}, ${said.withFiles}, ${said.accountId}, ${said.now})
    ON CONFLICT ON CONSTRAINT request_publication_once DO UPDATE SET lang = excluded.lang, title = excluded.title, question = excluded.question,
      answer = excluded.answer, with_files = excluded.with_files, account_id = excluded.account_id, withdrawn_at = NULL, withdrawn_reason = NULL, withdrawn_lang = NULL,
      published_at = CASE WHEN p.withdrawn_at IS NULL THEN p.published_at ELSE excluded.published_at END`.execute(tx)
}

/** Its words go, that there were some and why they went stays. @returns false where nothing is public */
export async function withdrawPublication(
  tx: Tx,
  requestId: string,
  { reason, lang, accountId, now }: { reason: string; lang: Lang | null; accountId: string; now: Date },
): Promise<boolean> {
  const { rows } = await sql`
    UPDATE open_data.request_publication SET title = '', question = '', answer = '', with_files = false, account_id = ${accountId},
      withdrawn_at = ${now}, withdrawn_reason = ${reason}, withdrawn_lang = ${lang}
    WHERE request_id = ${requestId} AND withdrawn_at IS NULL RETURNING request_id`.execute(tx)
  return rows.length > 0
}

export interface PublishedRequest extends Publication {
  id: string
  number: number
  kind: RequestKind
  institution: { slug: string; name: Localised }
  outcome: RequestOutcome
  ground: RefusalGround | null
  groundText: string | null
  sentAt: Date
  closedAt: Date
  withdrawnAt: Date | null
  withdrawnReason: string | null
  withdrawnLang: Lang | null
}

async function publishedWhere(db: Db, where: RawBuilder<unknown>): Promise<PublishedRequest[]> {
  const { rows } = await sql<PublishedRequest>`
    SELECT r.id, r.number, r.kind, jsonb_build_object('slug', o.slug, 'name', o.name) AS institution, r.outcome, r.ground, r.ground_text AS "groundText",
      r.sent_at AS "sentAt", r.closed_at AS "closedAt", p.withdrawn_at AS "withdrawnAt", p.withdrawn_reason AS "withdrawnReason",
      p.withdrawn_lang AS "withdrawnLang",
      ${publicationColumns}
    FROM open_data.request_publication p JOIN open_data.data_request r ON r.id = p.request_id
    JOIN organisations.organisation o ON o.id = r.organisation_id WHERE ${where}`.execute(db)
  return rows
}

/** What everybody may read, the newest first. */
export function publishedRequests(
  db: Db,
  institution: string | null,
  after: Cursor | null,
  limit: number,
): Promise<PublishedRequest[]> {
  const on = after ? sql`(p.published_at, p.request_id) < (${after.at}, ${after.id}::uuid)` : sql`true`
  return publishedWhere(
    db,
    sql`p.withdrawn_at IS NULL AND (${institution}::text IS NULL OR o.slug = ${institution}) AND ${on} ORDER BY p.published_at DESC, p.request_id DESC LIMIT ${limit}`,
  )
}

/** Also one whose outcome was taken back. */
export async function publishedRequest(db: Db, number: number): Promise<PublishedRequest | null> {
  return (await publishedWhere(db, sql`r.number = ${number}`))[0] ?? null
}

/** Numbers of those that were sent and have no clock. */
export async function withoutClock(db: Db): Promise<number[]> {
  const { rows } = await sql<{ number: number }>`
    SELECT r.number FROM open_data.data_request r WHERE r.state = 'sent' AND NOT EXISTS (
      SELECT 1 FROM lifecycle.clock k WHERE k.subject_kind = ${REQUEST} AND k.subject_id = r.id::text)
    ORDER BY r.number LIMIT 1000`.execute(db)
  return rows.map(({ number }) => number)
}

/** How many people wait for an answer whose last day has passed. @param organisationId null: of all institutions */
export async function countLate(db: Db, today: PlainDay, organisationId: string | null): Promise<number> {
  const { rows } = await sql<{ people: number }>`
    SELECT count(DISTINCT r.mailbox_id)::integer AS people FROM open_data.data_request r
    JOIN lifecycle.clock k ON k.subject_kind = ${REQUEST} AND k.subject_id = r.id::text
    WHERE r.state IN ('sent', 'registered') AND k.stopped_on IS NULL AND k.due_on < ${today}
      AND (${organisationId}::uuid IS NULL OR r.organisation_id = ${organisationId})`.execute(db)
  return rows[0]?.people ?? 0
}

/** Requests that institutions have not answered: ids, for what their clocks say. */
export async function openRequestIds(db: Db, organisationIds: string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM open_data.data_request WHERE organisation_id = ANY(${organisationIds}::uuid[]) AND state IN ('sent', 'registered')`.execute(
    db,
  )
  return rows.map(({ id }) => id)
}
