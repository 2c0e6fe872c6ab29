import { sql } from 'kysely'
import type { Person } from '#commons/access/permit.ts'
import { newId } from '#kernel/ids.ts'
import type { ActContext } from './act-context.ts'
import { applyMasks } from './apply-masks.ts'
import type { HidingReason } from './reasons.ts'
import type { Moderated } from './store.ts'

/** Hides the whole text of a petition that was refused for a reason that demands it. */
export async function hideText(
  ctx: ActContext,
  petition: Pick<Moderated, 'id' | 'lang' | 'title' | 'why'>,
  reason: HidingReason,
  by: Person,
): Promise<void> {
  await sql`
    INSERT INTO petitions.mask (id, petition_id, target, reason, ordered_by, masked_by, masked_at)
    VALUES (${newId(ctx.now)}, ${petition.id}, 'text', ${reason}, 'moderator', ${by.accountId}, ${ctx.now})`.execute(
    ctx.tx,
  )
  await applyMasks(ctx, petition)
}

/** Shows it again, after an appeal that was won. */
export async function unhideText(
  ctx: ActContext,
  petition: Pick<Moderated, 'id' | 'lang' | 'title' | 'why'>,
): Promise<void> {
  const { rows } = await sql`
    UPDATE petitions.mask SET lifted_at = ${ctx.now}, lifted_by = masked_by
    WHERE petition_id = ${petition.id} AND target = 'text' AND lifted_at IS NULL RETURNING id`.execute(ctx.tx)
  if (rows.length > 0) await applyMasks(ctx, petition)
}
