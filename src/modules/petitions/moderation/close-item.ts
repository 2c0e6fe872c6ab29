import { sql } from 'kysely'
import { runningClock, stopClock } from '#commons/lifecycle/clocks.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { RuleBroken } from '#kernel/errors.ts'
import type { ActContext } from './act-context.ts'

/**
 * Takes an item out of the queue and stops its clock.
 *
 * @throws RuleBroken petitions.moderation.decided-meanwhile when somebody else did
 */
export async function closeItem(
  ctx: ActContext,
  item: { id: string; petitionId: string; clockName: string },
): Promise<void> {
  const closed = await sql`
    UPDATE petitions.moderation_item SET closed_at = ${ctx.now} WHERE id = ${item.id} AND closed_at IS NULL RETURNING id`.execute(
    ctx.tx,
  )
  if (closed.rows.length === 0) throw new RuleBroken('petitions.moderation.decided-meanwhile')
  await sql`DELETE FROM petitions.moderation_hold WHERE item_id = ${item.id}`.execute(ctx.tx)
  const clock = await runningClock(
    ctx.tx,
    ctx.calendar,
    { kind: 'petitions.petition', id: item.petitionId },
    item.clockName,
  )
  if (clock) await stopClock(ctx.tx, ctx.calendar, clock, dayOf(ctx.now, ctx.timeZone))
}

/** What was open about a petition has become pointless: the petition is not public any more. */
export async function closeOthers(ctx: ActContext, petitionId: string): Promise<void> {
  const { rows } = await sql<{ id: string; petitionId: string; clockName: string }>`
    SELECT id, petition_id AS "petitionId", clock_name AS "clockName" FROM petitions.moderation_item
    WHERE petition_id = ${petitionId} AND closed_at IS NULL`.execute(ctx.tx)
  for (const item of rows) await closeItem(ctx, item)
}
