import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import { NotFound } from '#kernel/errors.ts'
import type { Cursor } from '#kernel/http/cursor.ts'
import type { Lang, Localised } from '#kernel/i18n/lang.ts'

export interface Proposal {
  id: string
  organisationId: string
  institution: { slug: string; name: Localised }
  authorMailboxId: string
  lang: Lang
  title: string
  problem: string
  datasets: string[]
  proposedAt: Date
  answeredAt: Date | null
  /** Number of the challenge that was made of it, once everybody sees that; null before. */
  challenge: number | null
  refusedReason: string | null
  refusedLang: Lang | null
}

/** Why an institution does not take one up. */
export interface Refusal {
  reason: string
  /** Null where nobody said in which language. */
  lang: Lang | null
}

async function proposalsWhere(db: Db | Tx, where: RawBuilder<unknown>): Promise<Proposal[]> {
  const { rows } = await sql<Proposal>`
    SELECT p.id, p.organisation_id AS "organisationId", jsonb_build_object('slug', o.slug, 'name', o.name) AS institution,
      p.author_mailbox_id AS "authorMailboxId", p.lang, p.title, p.problem, p.datasets, p.proposed_at AS "proposedAt", p.answered_at AS "answeredAt",
      (SELECT c.number FROM open_data.challenge c WHERE c.id = p.challenge_id AND c.published_at IS NOT NULL) AS challenge,
      p.refused_reason AS "refusedReason", p.refused_lang AS "refusedLang"
    FROM open_data.challenge_proposal p JOIN organisations.organisation o ON o.id = p.organisation_id WHERE ${where}`.execute(
    db,
  )
  return rows
}

/** @throws NotFound */
export async function findProposal(db: Db | Tx, id: string): Promise<Proposal> {
  return one(await proposalsWhere(db, sql`p.id = ${id}`))
}

/** Locked until the act is over. @throws NotFound */
export async function lockProposal(tx: Tx, id: string): Promise<Proposal> {
  return one(await proposalsWhere(tx, sql`p.id = ${id} FOR NO KEY UPDATE OF p`))
}

function one([proposal]: Proposal[]): Proposal {
  if (!proposal) throw new NotFound()
  return proposal
}

/** What somebody proposed, the newest first. */
export function proposalsBy(db: Db, mailboxId: string): Promise<Proposal[]> {
  return proposalsWhere(db, sql`p.author_mailbox_id = ${mailboxId} ORDER BY p.id DESC LIMIT 100`)
}

/** What waits, the oldest first. @param organisationIds null: for all institutions */
export function waitingProposals(
  db: Db,
  organisationIds: string[] | null,
  after: Cursor | null,
  limit: number,
): Promise<Proposal[]> {
  const further = after ? sql`(p.proposed_at, p.id) > (${after.at}, ${after.id}::uuid)` : sql`true`
  return proposalsWhere(
    db,
    sql`p.answered_at IS NULL AND ${forThese(organisationIds)} AND ${further} ORDER BY p.proposed_at, p.id LIMIT ${limit}`,
  )
}

export async function countWaiting(db: Db, organisationIds: string[] | null): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) AS count FROM open_data.challenge_proposal p WHERE p.answered_at IS NULL AND ${forThese(organisationIds)}`.execute(
    db,
  )
  return rows[0]?.count ?? 0
}

const forThese = (organisationIds: string[] | null) =>
  organisationIds === null ? sql`true` : sql`p.organisation_id = ANY(${organisationIds}::uuid[])`

export type NewProposal = Pick<
  Proposal,
  'id' | 'organisationId' | 'authorMailboxId' | 'lang' | 'title' | 'problem' | 'datasets' | 'proposedAt'
>

export async function addProposal(tx: Tx, said: NewProposal): Promise<void> {
  await sql`
    INSERT INTO open_data.challenge_proposal (id, organisation_id, author_mailbox_id, lang, title, problem, datasets, proposed_at)
    VALUES (${said.id}, ${said.organisationId}, ${said.authorMailboxId}, ${said.lang}, ${said.title}, ${said.problem}, ${said.datasets}::text[],
      ${said.proposedAt})`.execute(tx)
}

/** @param answer the number of the draft that was made of it, or why not */
export async function setAnswered(
  tx: Tx,
  id: string,
  answer: { challenge: number } | Refusal,
  by: string,
  now: Date,
): Promise<void> {
  const made =
    'challenge' in answer ? sql`(SELECT id FROM open_data.challenge WHERE number = ${answer.challenge})` : sql`NULL`
  await sql`
    UPDATE open_data.challenge_proposal SET answered_at = ${now}, answered_by = ${by}, challenge_id = ${made},
      refused_reason = ${'reason' in answer ? answer.reason : null}, refused_lang = ${'reason' in answer ? answer.lang : null}
    WHERE id = ${id}`.execute(tx)
}

export async function deleteProposal(tx: Tx, id: string): Promise<void> {
  await sql`DELETE FROM open_data.challenge_proposal WHERE id = ${id}`.execute(tx)
}

/** What was answered so long ago that nobody asks for it any more. */
export async function forgetAnswered(db: Db, before: Date): Promise<void> {
  await sql`DELETE FROM open_data.challenge_proposal WHERE answered_at < ${before}`.execute(db)
}

export async function deleteProposalsOf(tx: Tx, mailboxId: string): Promise<void> {
  await sql`DELETE FROM open_data.challenge_proposal WHERE author_mailbox_id = ${mailboxId}`.execute(tx)
}

/** What an officer answered. */
export async function answersBy(db: Db, accountId: string): Promise<unknown[]> {
  const { rows } = await sql`
    SELECT title, refused_reason AS "refusedReason", answered_at AS "answeredAt" FROM open_data.challenge_proposal
    WHERE answered_by = ${accountId} ORDER BY answered_at`.execute(db)
  return rows
}

export async function forgetAnswerer(tx: Tx, accountId: string): Promise<void> {
  await sql`UPDATE open_data.challenge_proposal SET answered_by = NULL WHERE answered_by = ${accountId}`.execute(tx)
}
