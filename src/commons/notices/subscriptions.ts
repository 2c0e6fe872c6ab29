import { timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import { keyedHash } from '#kernel/config/secrets.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Services } from '#kernel/http/context.ts'
import { newId } from '#kernel/ids.ts'

export interface NewsSubject {
  kind: string
  id: string
}

/** Somebody wants the news of a subject; also after having stopped them. */
export async function follow(tx: Tx, mailboxId: string, subject: NewsSubject, now: Date): Promise<void> {
  await sql`
    INSERT INTO notices.subscription AS s (id, mailbox_id, subject_kind, subject_id, origin, created_at)
    VALUES (${newId(now)}, ${mailboxId}, ${subject.kind}, ${subject.id}, 'follow', ${now})
    ON CONFLICT (subject_kind, subject_id, mailbox_id) DO UPDATE SET origin = 'follow', ended_at = NULL`.execute(tx)
}

/** Rows for those who asked in an act. Who has stopped the news stays without them. */
export async function keepSubscriptions(
  tx: Tx,
  mailboxIds: string[],
  subject: NewsSubject,
  origin: 'act',
  now: Date,
): Promise<void> {
  await sql`
    INSERT INTO notices.subscription (id, mailbox_id, subject_kind, subject_id, origin, created_at)
    SELECT row.id, row.mailbox_id, ${subject.kind}, ${subject.id}, ${origin}, ${now}
    FROM unnest(${mailboxIds.map(() => newId(now))}::uuid[], ${mailboxIds}::uuid[]) AS row (id, mailbox_id)
    ON CONFLICT DO NOTHING`.execute(tx)
}

export async function isFollowing(db: Db | Tx, mailboxId: string, subject: NewsSubject): Promise<boolean> {
  const { rows } = await sql`
    SELECT 1 FROM notices.subscription
    WHERE mailbox_id = ${mailboxId} AND subject_kind = ${subject.kind} AND subject_id = ${subject.id} AND ended_at IS NULL`.execute(
    db,
  )
  return rows.length > 0
}

/** Ends a subscription. Twice is the same as once. */
export async function endSubscription(tx: Tx, id: string, now: Date): Promise<void> {
  await sql`UPDATE notices.subscription SET ended_at = ${now} WHERE id = ${id} AND ended_at IS NULL`.execute(tx)
}

export async function subscriptionActive(db: Db | Tx, id: string): Promise<boolean | null> {
  const { rows } = await sql<{ active: boolean }>`
    SELECT ended_at IS NULL AS active FROM notices.subscription WHERE id = ${id}`.execute(db)
  return rows[0]?.active ?? null
}

/** Where one click stops the news. */
export function unsubscribeUrl(
  services: Pick<Services, 'publicUrl' | 'secrets'>,
  subscriptionId: string,
  lang: string,
): string {
  return `${services.publicUrl}/${lang}/unsubscribe/${unsubscribeToken(services.secrets.session, subscriptionId)}`
}

/**
 * The subscription's id with 128 bits of a keyed hash: nothing to store for a letter, and nothing to guess. It grants one
 * thing only, to hear no more.
 */
export function unsubscribeToken(key: Buffer, subscriptionId: string): string {
  const id = Buffer.from(subscriptionId.replaceAll('-', ''), 'hex')
  return Buffer.concat([id, keyedHash(key, 'unsubscribe', subscriptionId).subarray(0, 16)]).toString('base64url')
}

/** @returns the subscription's id, or null when the token is not ours */
export function readUnsubscribeToken(key: Buffer, token: string): string | null {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== 32) return null
  const hex = bytes.subarray(0, 16).toString('hex')
  const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
  const expected = Buffer.from(unsubscribeToken(key, id), 'base64url')
  return timingSafeEqual(expected, bytes) ? id : null
}
