import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'

/** Somebody who writes an idea with its author, or was asked to. */
export interface CoAuthor {
  id: string
  /** While the invitation waits for an answer. */
  email: string | null
  /** Shown in public. */
  name: string | null
  acceptedAt: Date | null
}

export async function coAuthorsOf(db: Db | Tx, ideaId: string): Promise<CoAuthor[]> {
  const { rows } = await sql<CoAuthor>`
    SELECT id, email, name, accepted_at AS "acceptedAt" FROM budgeting.co_author WHERE idea_id = ${ideaId} ORDER BY invited_at, id`.execute(
    db,
  )
  return rows
}

export async function isCoAuthor(db: Db | Tx, ideaId: string, mailboxId: string): Promise<boolean> {
  const { rows } = await sql`
    SELECT 1 FROM budgeting.co_author WHERE idea_id = ${ideaId} AND mailbox_id = ${mailboxId}`.execute(db)
  return rows.length > 0
}

/** In SQL over `budgeting.idea i`: whether somebody wrote the idea, alone or with others. */
export const writtenBy = (
  mailboxId: string,
) => sql<boolean>`(i.author_mailbox_id IS NOT DISTINCT FROM ${mailboxId}::uuid
  OR EXISTS (SELECT 1 FROM budgeting.co_author w WHERE w.idea_id = i.id AND w.mailbox_id = ${mailboxId}::uuid))`

/** Which of the co-authors of an idea somebody is; null for others. */
export async function ownPlace(db: Db, ideaId: string, mailboxId: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM budgeting.co_author WHERE idea_id = ${ideaId} AND mailbox_id = ${mailboxId}`.execute(db)
  return rows[0]?.id ?? null
}

export async function addInvitation(
  tx: Tx,
  one: { id: string; ideaId: string; hash: Buffer; email: string; now: Date },
): Promise<void> {
  await sql`
    INSERT INTO budgeting.co_author (id, idea_id, token_hash, email, invited_at)
    VALUES (${one.id}, ${one.ideaId}, ${one.hash}, ${one.email}, ${one.now})`.execute(tx)
}

/** An invitation that waits, by the hash of its link. @param since older ones are over */
export async function invitationBy(
  db: Db | Tx,
  hash: Buffer,
  since: Date,
): Promise<{ id: string; ideaNumber: number } | null> {
  const { rows } = await sql<{ id: string; ideaNumber: number }>`
    SELECT c.id, i.number AS "ideaNumber" FROM budgeting.co_author c JOIN budgeting.idea i ON i.id = c.idea_id
    WHERE c.token_hash = ${hash} AND c.invited_at > ${since}`.execute(db)
  return rows[0] ?? null
}

/** The address is forgotten: from now on the account is what is known. Who is a co-author already stays one. */
export async function takeInvitation(
  tx: Tx,
  id: string,
  who: { mailboxId: string; name: string | null; now: Date },
): Promise<void> {
  const { rows } = await sql`
    UPDATE budgeting.co_author SET token_hash = NULL, email = NULL, mailbox_id = ${who.mailboxId}, name = ${who.name}, accepted_at = ${who.now}
    WHERE id = ${id} AND NOT EXISTS (
      SELECT 1 FROM budgeting.co_author o, budgeting.co_author c
      WHERE c.id = ${id} AND o.idea_id = c.idea_id AND o.mailbox_id = ${who.mailboxId})
    RETURNING id`.execute(tx)
  if (rows.length === 0) await sql`DELETE FROM budgeting.co_author WHERE id = ${id} AND accepted_at IS NULL`.execute(tx)
}

/** Takes back an invitation, or lets a co-author go. @param mailboxId only one's own place, when given */
export async function removeCoAuthor(tx: Tx, ideaId: string, id: string, mailboxId: string | null): Promise<void> {
  await sql`
    DELETE FROM budgeting.co_author
    WHERE idea_id = ${ideaId} AND id = ${id} AND (${mailboxId}::uuid IS NULL OR mailbox_id = ${mailboxId})`.execute(tx)
}

export async function forgetInvitations(db: Db | Tx, before: Date): Promise<void> {
  await sql`DELETE FROM budgeting.co_author WHERE accepted_at IS NULL AND invited_at < ${before}`.execute(db)
}
