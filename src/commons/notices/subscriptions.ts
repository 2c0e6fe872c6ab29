import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Services } from '#kernel/http/context.ts'
import { newId } from '#kernel/ids.ts'
import { readSignedId, signedId } from './signed-id.ts'

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

/** For news that somebody gets by what they are (an official): whoever has stopped them stays without. */
export async function followUnlessStopped(
  db: Db,
  follows: (NewsSubject & { mailboxId: string })[],
  now: Date,
): Promise<void> {
  await sql`
    INSERT INTO notices.subscription (id, mailbox_id, subject_kind, subject_id, origin, created_at)
    SELECT row.id, row.mailbox_id, row.kind, row.subject_id, 'follow', ${now}
    FROM unnest(${follows.map(() => newId(now))}::uuid[], ${follows.map(({ mailboxId }) => mailboxId)}::uuid[],
      ${follows.map(({ kind }) => kind)}::text[], ${follows.map(({ id }) => id)}::text[]) AS row (id, mailbox_id, kind, subject_id)
    ON CONFLICT DO NOTHING`.execute(db)
}

export async function isFollowing(db: Db | Tx, mailboxId: string, subject: NewsSubject): Promise<boolean> {
  const { rows } = await sql`
    SELECT 1 FROM notices.subscription
    WHERE mailbox_id = ${mailboxId} AND subject_kind = ${subject.kind} AND subject_id = ${subject.id} AND ended_at IS NULL`.execute(
    db,
  )
  return rows.length > 0
}

/** Somebody wants no more news of a subject, whatever the reason for which they had them. */
export async function endFollowing(tx: Tx, mailboxId: string, subject: NewsSubject, now: Date): Promise<void> {
  await sql`
    UPDATE notices.subscription SET ended_at = ${now}
    WHERE mailbox_id = ${mailboxId} AND subject_kind = ${subject.kind} AND subject_id = ${subject.id} AND ended_at IS NULL`.execute(
    tx,
  )
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

/** Grants one thing only, to hear no more of one subject. */
export const unsubscribeToken = (key: Buffer, subscriptionId: string) => signedId(key, 'unsubscribe', subscriptionId)

/** @returns the subscription's id, or null when the token is not ours */
export const readUnsubscribeToken = (key: Buffer, token: string) => readSignedId(key, 'unsubscribe', token)
