import { sql } from 'kysely'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import { newId } from '#kernel/ids.ts'
import type { NewsSubject } from '../subscriptions.ts'

export const frequencies = ['daily', 'weekly', 'off'] as const
export type Frequency = (typeof frequencies)[number]

export interface Subscription {
  id: string
  kind: string
  subjectId: string
  origin: 'act' | 'follow'
}

/** What a mailbox hears of now, newest first. */
export async function subscriptionsOf(db: Db, mailboxId: string): Promise<Subscription[]> {
  const { rows } = await sql<Subscription>`
    SELECT id, subject_kind AS kind, subject_id AS "subjectId", origin FROM notices.subscription
    WHERE mailbox_id = ${mailboxId} AND ended_at IS NULL ORDER BY created_at DESC, id DESC LIMIT 500`.execute(db)
  return rows
}

/** Ends one subscription of a mailbox; another's is not touched. */
export async function endOwnSubscription(tx: Tx, mailboxId: string, id: string, now: Date): Promise<void> {
  await sql`
    UPDATE notices.subscription SET ended_at = ${now} WHERE id = ${id} AND mailbox_id = ${mailboxId} AND ended_at IS NULL`.execute(
    tx,
  )
}

export async function frequencyOf(db: Db | Tx, mailboxId: string): Promise<Frequency> {
  const { rows } = await sql<{ frequency: Frequency }>`
    SELECT frequency FROM notices.preference WHERE mailbox_id = ${mailboxId}`.execute(db)
  return rows[0]?.frequency ?? 'daily'
}

export async function keepFrequency(tx: Tx, mailboxId: string, frequency: Frequency, now: Date): Promise<void> {
  await sql`
    INSERT INTO notices.preference (mailbox_id, frequency, changed_at) VALUES (${mailboxId}, ${frequency}, ${now})
    ON CONFLICT (mailbox_id) DO UPDATE SET frequency = excluded.frequency, changed_at = excluded.changed_at`.execute(tx)
}

export interface Round {
  id: string
  frequency: 'daily' | 'weekly'
  day: PlainDay
  since: Date
  until: Date
  foundAt: Date | null
}

const roundColumns = sql`id, frequency, day, since, until, found_at AS "foundAt"`

/** The round of a day that is not finished, begun now if need be; null when the day has had its round. */
export async function roundOf(
  tx: Tx,
  frequency: Round['frequency'],
  day: PlainDay,
  window: { first: Date; until: Date; now: Date },
): Promise<Round | null> {
  // From where the last round ended, so that nothing is told twice or left out.
  await sql`
    INSERT INTO notices.digest_round (id, frequency, day, since, until)
    SELECT ${newId(window.now)}, ${frequency}, ${day}, since, ${window.until} FROM (
      SELECT coalesce((SELECT max(until) FROM notices.digest_round WHERE frequency = ${frequency}), ${window.first}) AS since) AS last
    WHERE since < ${window.until}
    ON CONFLICT ON CONSTRAINT digest_round_once_a_day DO NOTHING`.execute(tx)
  const { rows } = await sql<Round>`
    SELECT ${roundColumns} FROM notices.digest_round
    WHERE frequency = ${frequency} AND finished_at IS NULL ORDER BY until LIMIT 1 FOR UPDATE`.execute(tx)
  return rows[0] ?? null
}

/** Rows for those who follow something that has had news since; whoever had a digest that day gets no second one. */
export async function findReaders(
  tx: Tx,
  round: Round,
  subjects: (NewsSubject & { last: Date })[],
  now: Date,
): Promise<void> {
  await sql`
    INSERT INTO notices.digest (mailbox_id, day, round_id)
    SELECT DISTINCT s.mailbox_id, ${round.day}::date, ${round.id}::uuid
    FROM unnest(${subjects.map(({ kind }) => kind)}::text[], ${subjects.map(({ id }) => id)}::text[],
      ${subjects.map(({ last }) => last)}::timestamptz[]) AS news (kind, id, last)
    JOIN notices.subscription s ON s.subject_kind = news.kind AND s.subject_id = news.id
    LEFT JOIN notices.preference p ON p.mailbox_id = s.mailbox_id
    WHERE s.ended_at IS NULL AND s.origin = 'follow' AND s.created_at <= news.last
      AND coalesce(p.frequency, 'daily') = ${round.frequency}
    ON CONFLICT ON CONSTRAINT digest_one_a_day DO NOTHING`.execute(tx)
  await sql`UPDATE notices.digest_round SET found_at = ${now} WHERE id = ${round.id}`.execute(tx)
}

export interface Reader {
  mailboxId: string
  /** Null when the mailbox was erased meanwhile. */
  address: string | null
  lang: Lang
  /** What they follow that has news, and since when. */
  follows: { kind: string; id: string; since: string }[]
}

/** The next readers of a round, held until their letters are queued. */
export async function nextReaders(
  tx: Tx,
  round: Round,
  subjects: NewsSubject[],
  limit: number,
  now: Date,
): Promise<Reader[]> {
  const { rows } = await sql<Reader>`
    WITH taken AS (
      UPDATE notices.digest SET sent_at = ${now} WHERE (mailbox_id, day) IN (
        SELECT mailbox_id, day FROM notices.digest WHERE round_id = ${round.id} AND sent_at IS NULL
        ORDER BY mailbox_id LIMIT ${limit} FOR UPDATE SKIP LOCKED)
      RETURNING mailbox_id
    )
    SELECT m.id AS "mailboxId", m.address, m.lang, coalesce(
      jsonb_agg(jsonb_build_object('kind', s.subject_kind, 'id', s.subject_id, 'since', s.created_at)) FILTER (WHERE s.id IS NOT NULL), '[]') AS follows
    FROM taken JOIN people.mailbox m ON m.id = taken.mailbox_id
    LEFT JOIN notices.subscription s ON s.mailbox_id = m.id AND s.origin = 'follow' AND s.ended_at IS NULL
      AND (s.subject_kind, s.subject_id) IN (
        SELECT * FROM unnest(${subjects.map(({ kind }) => kind)}::text[], ${subjects.map(({ id }) => id)}::text[]))
    GROUP BY m.id ORDER BY m.id`.execute(tx)
  return rows
}

export async function finishRound(tx: Tx, round: Round, now: Date): Promise<void> {
  await sql`UPDATE notices.digest_round SET finished_at = ${now} WHERE id = ${round.id}`.execute(tx)
}

/** That somebody got a digest on a day is of no use later. */
export async function forgetDigests(db: Db, before: PlainDay): Promise<void> {
  await sql`DELETE FROM notices.digest WHERE day < ${before}`.execute(db)
}
