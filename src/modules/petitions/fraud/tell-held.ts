import { sql } from 'kysely'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import type { Tx } from '#kernel/database/database.ts'
import { transact } from '#kernel/database/transact.ts'
import type { Services } from '#kernel/http/context.ts'
import type { Level } from '../petition.ts'
import { movedTogether } from './ledger-entries.ts'

/**
 * How often the log is told what is held. Long enough that who tries the limits out cannot match an entry with one of his signatures; short
 * beside the hours after which a petition's count is quoted.
 */
export const TELL_HELD_SECONDS = 600

interface Moved {
  number: number
  level: Level
  /** Held now, less what was told before. */
  difference: number
}

/** Tells the public log, petition by petition, what is held now and was not told, or was told and is held no more. Safe to repeat. */
export async function tellHeld(services: Services): Promise<void> {
  await transact(services.db, (tx) => tellHeldOf({ ...services, tx, now: services.clock.now() }, null))
}

/**
 * The same within an act, where the public count changes at once and no entry of its own says why.
 *
 * @param petitionId null for all
 */
export async function tellHeldOf(
  { tx, now, timeZone }: { tx: Tx; now: Date; timeZone: string },
  petitionId: string | null,
): Promise<void> {
  // One at a time, and compared by a later statement: its snapshot has what the one before committed.
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('petitions.held-told', 0))`.execute(tx)
  const one = petitionId === null ? sql`` : sql`AND petition_id = ${petitionId}`
  const { rows } = await sql<Moved>`
    WITH held AS (
      SELECT petition_id, level, count(*)::integer AS signatures FROM petitions.signature
      WHERE hold_id IS NOT NULL AND ended_at IS NULL ${one} GROUP BY petition_id, level
    ), told AS (
      SELECT petition_id, level, signatures FROM petitions.held_told WHERE true ${one}
    ), moved AS (
      SELECT petition_id, level, coalesce(held.signatures, 0) AS held, coalesce(held.signatures, 0) - coalesce(told.signatures, 0) AS difference
      FROM held FULL JOIN told USING (petition_id, level)
    ), kept AS (
      INSERT INTO petitions.held_told (petition_id, level, signatures) SELECT petition_id, level, held FROM moved WHERE difference <> 0
      ON CONFLICT (petition_id, level) DO UPDATE SET signatures = excluded.signatures
    )
    SELECT p.number, moved.level, moved.difference FROM moved JOIN petitions.petition p ON p.id = moved.petition_id
    WHERE difference <> 0 ORDER BY p.number, moved.level`.execute(tx)
  const day = dayOf(now, timeZone)
  const entries = [...new Set(rows.map(({ number }) => number))].flatMap((petition) => {
    const moved = rows.filter(({ number }) => number === petition)
    return [
      { kind: 'set-aside', reason: 'held', counts: countsOf(moved, 1) } as const,
      { kind: 'restored', reason: 'released', counts: countsOf(moved, -1) } as const,
    ].flatMap(({ kind, reason, counts }) =>
      counts.length > 0 ? [movedTogether(kind, { petition, reason, counts, day })] : [],
    )
  })
  appendEntries(tx, entries, now)
}

function countsOf(moved: Moved[], sign: 1 | -1): { level: Level; signatures: number }[] {
  return moved
    .filter(({ difference }) => difference * sign > 0)
    .map(({ level, difference }) => ({ level, signatures: difference * sign }))
}
