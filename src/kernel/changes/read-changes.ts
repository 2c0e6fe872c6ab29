import { sql } from 'kysely'
import { after } from '#kernel/clock.ts'
import type { Db } from '#kernel/database/database.ts'

/** What a reading of `kernel.change` found. */
export interface Reading {
  /** The oldest transaction that was still under way: from there on one looks again the next time. */
  upTo: bigint
  told: { id: string; topic: string }[]
}

/**
 * Everything told by transactions that were not over at the reading before, in one statement and so of one moment. A transaction that
 * commits late has an old number and is not older than `since` while it runs, so it is seen by the first reading after its end. What is
 * seen twice has the same id.
 *
 * @param since `upTo` of the reading before; null for the first, which only learns where to begin
 */
export async function readChanges(db: Db, since: bigint | null): Promise<Reading> {
  const { rows } = await sql<{ upTo: string; id: string | null; topic: string }>`
    SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS "upTo", c.tx || ' ' || c.topic AS id, c.topic
    FROM (SELECT 1) one LEFT JOIN kernel.change c ON c.tx >= ${since === null ? null : String(since)}::xid8`.execute(db)
  return { upTo: BigInt(rows[0]?.upTo ?? 0), told: rows.flatMap(({ id, topic }) => (id === null ? [] : { id, topic })) }
}

const KEPT_SECONDS = 3_600

/** Nobody looks back further than copies of pages are kept. */
export async function forgetChanges(db: Db, now: Date): Promise<void> {
  await sql`DELETE FROM kernel.change WHERE told_at < ${after(now, -KEPT_SECONDS)}`.execute(db)
}
