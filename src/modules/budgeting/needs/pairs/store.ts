import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import { type NeedRow, needsWhere } from '../store.ts'
import type { Met } from './bradley-terry.ts'
import type { Mention } from './met-at-meetings.ts'

/** What one says of two needs. Which of them is the lower one is for the tables: people see a first and a second. */
export type PairChoice = 'low' | 'high' | 'alike' | 'unsure'

/** Pairs that a person decided in a process, also those of which they could not say. */
export async function pairsDecided(db: Db | Tx, processId: string, mailboxId: string): Promise<number> {
  const { rows } = await sql<{ pairs: number }>`
    SELECT count(*) AS pairs FROM budgeting.need_pair WHERE process_id = ${processId} AND mailbox_id = ${mailboxId}`.execute(
    db,
  )
  return rows[0]?.pairs ?? 0
}

/** How often two needs were compared online in a process: each comparison is one of both. From rows of which kept pages hear. */
export async function comparisonsIn(db: Db | Tx, processId: string): Promise<number> {
  const { rows } = await sql<{ comparisons: number }>`
    SELECT coalesce(sum(compared) / 2, 0)::bigint AS comparisons FROM budgeting.need WHERE process_id = ${processId}`.execute(
    db,
  )
  return rows[0]?.comparisons ?? 0
}

/** How many people compared needs of a process. */
export async function comparersIn(db: Db | Tx, processId: string): Promise<number> {
  const { rows } = await sql<{ people: number }>`
    SELECT count(DISTINCT mailbox_id) AS people FROM budgeting.need_pair WHERE process_id = ${processId} AND choice <> 'unsure'`.execute(
    db,
  )
  return rows[0]?.people ?? 0
}

/** Needs that this person has not compared with each other need yet, the least compared first; of equal ones for each person another. */
export async function leastCompared(db: Db, processId: string, mailboxId: string): Promise<NeedRow | null> {
  const [need] = await needsWhere(
    db,
    sql`n.process_id = ${processId} AND n.hidden_reason IS NULL
      AND (SELECT count(*) FROM budgeting.need o WHERE o.process_id = ${processId} AND o.hidden_reason IS NULL) - 1 > (
        SELECT count(*) FROM budgeting.need_pair d JOIN budgeting.need o ON o.id = CASE d.low_id WHEN n.id THEN d.high_id ELSE d.low_id END
        WHERE d.process_id = ${processId} AND d.mailbox_id = ${mailboxId} AND n.id IN (d.low_id, d.high_id) AND o.hidden_reason IS NULL)
      ORDER BY n.compared, md5(n.id::text || ${mailboxId}::text) LIMIT 1`,
  )
  return need ?? null
}

/** What to compare it with: what this person did not yet, what was least compared with it, then what was least compared at all. */
export async function opponentOf(db: Db, need: NeedRow, mailboxId: string): Promise<NeedRow | null> {
  const [other] = await needsWhere(
    db,
    sql`n.process_id = ${need.processId} AND n.hidden_reason IS NULL AND n.id <> ${need.id} AND NOT EXISTS (
        SELECT 1 FROM budgeting.need_pair d WHERE d.process_id = n.process_id AND d.mailbox_id = ${mailboxId}
          AND d.low_id = least(n.id, ${need.id}::uuid) AND d.high_id = greatest(n.id, ${need.id}::uuid))
      ORDER BY coalesce((SELECT c.low + c.high + c.alike FROM budgeting.need_pair_count c WHERE c.process_id = n.process_id
          AND c.low_id = least(n.id, ${need.id}::uuid) AND c.high_id = greatest(n.id, ${need.id}::uuid)), 0),
        n.compared, md5(n.id::text || ${mailboxId}::text) LIMIT 1`,
  )
  return other ?? null
}

/** Both needs of a process, locked in the order of their numbers. */
export function lockPair(tx: Tx, processId: string, numbers: [number, number]): Promise<NeedRow[]> {
  return needsWhere(
    tx,
    sql`n.process_id = ${processId} AND n.number = ANY(${numbers}::bigint[]) ORDER BY n.number FOR NO KEY UPDATE OF n`,
  )
}

interface Decision {
  processId: string
  mailboxId: string
  low: string
  high: string
}

/** What the person said of this pair before; null for nothing. */
export async function choiceOf(tx: Tx, { processId, mailboxId, low, high }: Decision): Promise<PairChoice | null> {
  const { rows } = await sql<{ choice: PairChoice }>`
    SELECT choice FROM budgeting.need_pair
    WHERE process_id = ${processId} AND mailbox_id = ${mailboxId} AND low_id = ${low} AND high_id = ${high}`.execute(tx)
  return rows[0]?.choice ?? null
}

/** Keeps a decision in place of the one before, and the sums with it. Both needs are locked. */
export async function keepChoice(
  tx: Tx,
  decision: Decision & { choice: PairChoice; before: PairChoice | null; now: Date },
): Promise<void> {
  const { processId, mailboxId, low, high, choice, before, now } = decision
  await sql`
    INSERT INTO budgeting.need_pair (process_id, mailbox_id, low_id, high_id, choice, decided_at)
    VALUES (${processId}, ${mailboxId}, ${low}, ${high}, ${choice}, ${now})
    ON CONFLICT ON CONSTRAINT need_pair_once DO UPDATE SET choice = excluded.choice, decided_at = excluded.decided_at`.execute(
    tx,
  )
  const change = (one: PairChoice) => Number(choice === one) - Number(before === one)
  await sql`
    INSERT INTO budgeting.need_pair_count AS c (process_id, low_id, high_id, low, high, alike, changed_at)
    VALUES (${processId}, ${low}, ${high}, greatest(${change('low')}::integer, 0), greatest(${change('high')}::integer, 0),
      greatest(${change('alike')}::integer, 0), ${now})
    ON CONFLICT (process_id, low_id, high_id) DO UPDATE SET low = c.low + ${change('low')}::integer,
      high = c.high + ${change('high')}::integer, alike = c.alike + ${change('alike')}::integer, changed_at = excluded.changed_at`.execute(
    tx,
  )
  const counted = Number(choice !== 'unsure') - Number(before !== null && before !== 'unsure')
  if (counted !== 0)
    await sql`UPDATE budgeting.need SET compared = compared + ${counted}::integer WHERE id IN (${low}, ${high})`.execute(
      tx,
    )
}

/** Everything that a ranking by pairs is made of: needs in the order of their numbers, and how they met. */
export async function comparedNeeds(
  db: Db | Tx,
  processId: string,
): Promise<{ needs: { id: string; number: number }[]; met: Met[]; mentions: Mention[] }> {
  const { rows: needs } = await sql<{ id: string; number: number }>`
    SELECT id, number FROM budgeting.need WHERE process_id = ${processId} ORDER BY number`.execute(db)
  const { rows: counts } = await sql<{ low: string; high: string; forLow: number; forHigh: number; alike: number }>`
    SELECT low_id AS low, high_id AS high, low AS "forLow", high AS "forHigh", alike FROM budgeting.need_pair_count
    WHERE process_id = ${processId} AND low + high + alike > 0 ORDER BY low_id, high_id`.execute(db)
  const { rows: mentions } = await sql<{ meetingId: string; needId: string; people: number }>`
    SELECT o.meeting_id AS "meetingId", o.need_id AS "needId", o.people FROM budgeting.need_mention o
    JOIN budgeting.need_meeting m ON m.id = o.meeting_id WHERE m.process_id = ${processId} ORDER BY o.meeting_id, o.need_id`.execute(
    db,
  )
  const places = new Map(needs.map(({ id }, at) => [id, at]))
  const placeOf = (id: string) => places.get(id) as number
  return {
    needs,
    met: counts.map(({ low, high, forLow, forHigh, alike }) => ({
      one: placeOf(low),
      other: placeOf(high),
      forOne: forLow,
      forOther: forHigh,
      alike,
    })),
    mentions: mentions.map(({ meetingId, needId, people }) => ({ meetingId, need: placeOf(needId), people })),
  }
}

/** Scores of needs, by their ids; those that stay as they are are not written. */
export async function keepScores(tx: Tx, needs: { id: string; score: number }[]): Promise<void> {
  await sql`
    UPDATE budgeting.need n SET pair_score = one.score
    FROM unnest(${needs.map(({ id }) => id)}::uuid[], ${needs.map(({ score }) => score)}::integer[]) AS one (id, score)
    WHERE n.id = one.id AND n.pair_score <> one.score`.execute(tx)
}

/** Of what the scores of a process would be made now, and of what they were made last. */
const MADE_OF = sql`concat_ws(' ',
  (SELECT concat_ws(' ', count(*), sum(low), sum(high), sum(alike), extract(epoch FROM max(changed_at))) FROM budgeting.need_pair_count c
    WHERE c.process_id = b.process_id),
  (SELECT concat_ws(' ', count(*), sum(o.people)) FROM budgeting.need_mention o JOIN budgeting.need_meeting m ON m.id = o.meeting_id
    WHERE m.process_id = b.process_id))`

/** Processes that gather needs by pairs and whose scores are not made of what is there now. */
export async function processesToRank(db: Db): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT b.process_id AS id FROM budgeting.budget b
    JOIN processes.phase h ON h.process_id = b.process_id AND h.method = 'budgeting.needs' AND h.opened_at IS NOT NULL AND h.closed_at IS NULL
    LEFT JOIN budgeting.need_pair_ranking r ON r.process_id = b.process_id
    WHERE b.needs_ranking = 'pairs' AND r.made_of IS DISTINCT FROM ${MADE_OF}`.execute(db)
  return rows.map(({ id }) => id)
}

/** Takes note of what the scores are made of now. One at a time: a second one waits here. */
export async function noteRanking(tx: Tx, processId: string, now: Date): Promise<void> {
  await sql`
    INSERT INTO budgeting.need_pair_ranking (process_id, made_of, made_at)
    SELECT b.process_id, ${MADE_OF}, ${now} FROM budgeting.budget b WHERE b.process_id = ${processId}
    ON CONFLICT (process_id) DO UPDATE SET made_of = excluded.made_of, made_at = excluded.made_at`.execute(tx)
}

/** Scores as they were made last, by number. */
export async function scoresOf(tx: Tx, processId: string): Promise<{ number: number; score: number }[]> {
  const { rows } = await sql<{ number: number; score: number }>`
    SELECT number, pair_score AS score FROM budgeting.need WHERE process_id = ${processId} ORDER BY number`.execute(tx)
  return rows
}
