import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Cursor } from '#kernel/http/cursor.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import type { FlagReason, ReuseState, ReuseType } from './reuse.ts'

/** For whom one waits: those of these institutions, or of institutions of these places. */
export interface Reviewer {
  organisations: string[]
  places: string[]
}

export interface WaitingReuse {
  id: string
  number: number
  type: ReuseType
  state: ReuseState
  title: string
  lang: Lang
  waitingSince: Date
  flags: number
}

const waitsFor = ({ organisations, places }: Reviewer): RawBuilder<unknown> => sql`
  r.waiting_since IS NOT NULL AND EXISTS (
    SELECT FROM open_data.reuse_dataset u JOIN open_data.dataset d ON d.id = u.dataset_id JOIN organisations.organisation o ON o.id = d.organisation_id
    WHERE u.reuse_id = r.id AND (o.id = ANY(${organisations}::uuid[]) OR o.place_key = ANY(${places}::text[])))`

/** What waits, oldest first. */
export async function waitingReuses(
  db: Db,
  reviewer: Reviewer,
  after: Cursor | null,
  limit: number,
): Promise<WaitingReuse[]> {
  const { rows } = await sql<WaitingReuse>`
    SELECT r.id, r.number, r.type, r.state, r.title, r.lang, r.waiting_since AS "waitingSince",
      (SELECT count(*) FROM open_data.reuse_flag f WHERE f.reuse_id = r.id) AS flags
    FROM open_data.reuse r
    WHERE ${waitsFor(reviewer)}
      AND (${after?.at ?? null}::timestamptz IS NULL OR (r.waiting_since, r.id) > (${after?.at ?? null}, ${after?.id ?? null}::uuid))
    ORDER BY r.waiting_since, r.id LIMIT ${limit}`.execute(db)
  return rows
}

export async function countWaiting(db: Db, reviewer: Reviewer): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) AS count FROM open_data.reuse r WHERE ${waitsFor(reviewer)}`.execute(db)
  return rows[0]?.count ?? 0
}

/** The same reason from the same source on one day counts once. @returns whether it is new */
export async function addFlag(
  tx: Tx,
  flag: { id: string; reuseId: string; reason: FlagReason; source: Buffer; day: string; now: Date },
): Promise<boolean> {
  const { rows } = await sql`
    INSERT INTO open_data.reuse_flag (id, reuse_id, reason, source_hash, flagged_on, flagged_at)
    VALUES (${flag.id}, ${flag.reuseId}, ${flag.reason}, ${flag.source}, ${flag.day}, ${flag.now})
    ON CONFLICT ON CONSTRAINT reuse_flag_once_a_source_and_day DO NOTHING RETURNING id`.execute(tx)
  if (rows.length > 0)
    await sql`
      UPDATE open_data.reuse SET waiting_since = coalesce(waiting_since, ${flag.now}) WHERE id = ${flag.reuseId}`.execute(
      tx,
    )
  return rows.length > 0
}

export async function flagsOf(db: Db, reuseId: string): Promise<{ reason: FlagReason; count: number }[]> {
  const { rows } = await sql<{ reason: FlagReason; count: number }>`
    SELECT reason, count(*) AS count FROM open_data.reuse_flag WHERE reuse_id = ${reuseId} GROUP BY reason ORDER BY reason`.execute(
    db,
  )
  return rows
}
