import { sql } from 'kysely'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { smallestToldApart } from '#commons/settings/house-settings.ts'
import { type PublishedCounts, publishable } from '#commons/settings/small-numbers.ts'
import type { Db } from '#kernel/database/database.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { paperUnitsTold } from '../ledger-entries.ts'

/** Makes a new version of the units on paper where enough has changed since the last (docs/decisions/0002-small-numbers.md). */
export async function publishPaperUnits(ctx: WriteContext, petitionId: string): Promise<void> {
  // Two batches of one petition at once: the second must see what the first counted. Signing is not in the way of this lock.
  await sql`SELECT 1 FROM petitions.petition WHERE id = ${petitionId} FOR NO KEY UPDATE`.execute(ctx.tx)
  const { rows } = await sql<{ number: number; exact: Record<string, number>; previous: PublishedCounts | null }>`
    SELECT (SELECT number FROM petitions.petition WHERE id = ${petitionId}), (SELECT coalesce(jsonb_object_agg(unit, signatures), '{}') FROM (
        SELECT u.key AS unit, sum(u.value::integer) AS signatures FROM petitions.paper_batch b, jsonb_each_text(b.units) u
        WHERE b.petition_id = ${petitionId} AND b.state = 'accepted' AND b.units IS NOT NULL GROUP BY u.key) units) AS exact,
      (SELECT jsonb_build_object('k', k, 'total', total, 'cells', cells, 'exact', exact) FROM petitions.paper_units
        WHERE petition_id = ${petitionId}) AS previous`.execute(ctx.tx)
  const { number = 0, exact = {}, previous = null } = rows[0] ?? {}
  const today = dayOf(ctx.now, ctx.timeZone)
  const k = await ctx.settings.valueOn(smallestToldApart, today)
  const version = publishable(exact, k, previous ?? undefined)
  if (version === previous) return
  await sql`
    INSERT INTO petitions.paper_units (petition_id, k, total, cells, exact)
    VALUES (${petitionId}, ${version.k}, ${version.total}, ${JSON.stringify(version.cells)}::jsonb, ${JSON.stringify(version.exact)}::jsonb)
    ON CONFLICT (petition_id) DO UPDATE SET k = excluded.k, total = excluded.total, cells = excluded.cells, exact = excluded.exact`.execute(
    ctx.tx,
  )
  appendEntries(ctx.tx, [paperUnitsTold(number, version, today)], ctx.now)
}

/** What is told of units on paper. Without the exact numbers. */
export async function publishedPaperUnits(
  db: Db,
  petitionId: string,
): Promise<Pick<PublishedCounts, 'k' | 'cells'> | undefined> {
  const { rows } = await sql<Pick<PublishedCounts, 'k' | 'cells'>>`
    SELECT k, cells FROM petitions.paper_units WHERE petition_id = ${petitionId}`.execute(db)
  return rows[0]
}
