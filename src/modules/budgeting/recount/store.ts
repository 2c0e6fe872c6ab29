import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import { newId } from '#kernel/ids.ts'
import type { BallotsSeen } from './compare-ballots.ts'
import type { Difference, Place } from './difference.ts'

/** Keeps the differences found; those no longer found are healed. @returns the new ones */
export async function keepDifferences(
  tx: Tx,
  differences: Difference[],
  now: Date,
): Promise<{ process: number; idea: number | null; place: Place }[]> {
  const found = sql`jsonb_to_recordset(${JSON.stringify(differences.map((one) => ({ id: newId(now), ...one })))}::jsonb)
    AS d (id uuid, "processId" uuid, "ideaId" uuid, place text, expected jsonb, found jsonb)`
  await sql`
    UPDATE budgeting.recount_difference o SET healed_at = ${now}
    WHERE healed_at IS NULL AND NOT EXISTS (
      SELECT 1 FROM ${found} WHERE d."processId" = o.process_id AND d."ideaId" IS NOT DISTINCT FROM o.idea_id AND d.place = o.place)`.execute(
    tx,
  )
  if (differences.length === 0) return []
  const { rows } = await sql<{ process: number; idea: number | null; place: Place }>`
    WITH kept AS (
      INSERT INTO budgeting.recount_difference AS o (id, process_id, idea_id, place, expected, found, found_at)
      SELECT d.id, d."processId", d."ideaId", d.place, d.expected, d.found, ${now}::timestamptz FROM ${found}
      ON CONFLICT (process_id, idea_id, place) WHERE healed_at IS NULL DO UPDATE SET expected = excluded.expected, found = excluded.found
      RETURNING process_id, idea_id, place, found_at
    )
    SELECT p.number AS process, i.number AS idea, place FROM kept JOIN processes.process p ON p.id = kept.process_id
    LEFT JOIN budgeting.idea i ON i.id = kept.idea_id WHERE found_at = ${now}`.execute(tx)
  return rows
}

/** Marks every public budget in which nothing differs. */
export async function stampRecounted(
  tx: Tx,
  seen: BallotsSeen[],
  { entries, now }: { entries: number; now: Date },
): Promise<void> {
  await sql`
    INSERT INTO budgeting.recount (process_id, entries, ballots, commitments, recounted_at)
    SELECT b.process_id, ${entries}, coalesce(s.ballots, 0), coalesce(s.commitments, 0), ${now}
    FROM budgeting.budget b JOIN processes.process p ON p.id = b.process_id
    LEFT JOIN jsonb_to_recordset(${JSON.stringify(seen)}::jsonb) AS s ("processId" uuid, ballots integer, commitments integer)
      ON s."processId" = b.process_id
    WHERE p.published_at IS NOT NULL AND p.rehearsal_of IS NULL
      AND NOT EXISTS (SELECT 1 FROM budgeting.recount_difference d WHERE d.process_id = b.process_id AND d.healed_at IS NULL)
    ON CONFLICT (process_id) DO UPDATE SET entries = excluded.entries, ballots = excluded.ballots, commitments = excluded.commitments,
      recounted_at = excluded.recounted_at`.execute(tx)
}

export async function lastRun(db: Db): Promise<{ entries: number; at: Date; ms: number } | undefined> {
  const { rows } = await sql<{ entries: number; at: Date; ms: number }>`
    SELECT entries, checked_at AS at, checked_ms AS ms FROM budgeting.recount_run`.execute(db)
  return rows[0]
}

export async function keepRun(tx: Tx, run: { entries: number; at: Date; ms: number }): Promise<void> {
  await sql`
    INSERT INTO budgeting.recount_run (entries, checked_at, checked_ms) VALUES (${run.entries}, ${run.at}, ${run.ms})
    ON CONFLICT (single) DO UPDATE SET entries = excluded.entries, checked_at = excluded.checked_at, checked_ms = excluded.checked_ms`.execute(
    tx,
  )
}

/** @param since a recount before this moment (the close, the count) says nothing of what is shown now; null for any */
export function recountOf(
  { entries, recountedAt }: Pick<MarkRow, 'entries' | 'recountedAt'>,
  since: Date | null,
): { at: Date; entries: number } | null {
  if (entries === null || recountedAt === null || (since && recountedAt < since)) return null
  return { at: recountedAt, entries }
}

export interface MarkRow {
  entries: number | null
  ballots: number | null
  commitments: number | null
  recountedAt: Date | null
  disagreesSince: Date | null
}

/** What is known of the numbers of a process: of its vote, of all its ideas, or of one of them. */
export async function findMark(
  db: Db | Tx,
  processId: string,
  of: 'vote' | 'ideas' | { idea: string },
): Promise<MarkRow> {
  const about =
    of === 'vote' ? sql`d.idea_id IS NULL` : of === 'ideas' ? sql`d.idea_id IS NOT NULL` : sql`d.idea_id = ${of.idea}`
  const { rows } = await sql<MarkRow>`
    SELECT r.entries, r.ballots, r.commitments, r.recounted_at AS "recountedAt", (
      SELECT min(d.found_at) FROM budgeting.recount_difference d WHERE d.process_id = one.id AND d.healed_at IS NULL AND ${about}
    ) AS "disagreesSince"
    FROM (SELECT ${processId}::uuid AS id) one LEFT JOIN budgeting.recount r ON r.process_id = one.id`.execute(db)
  return rows[0] as MarkRow
}
