import { sql } from 'kysely'
import { type Person, permit } from '#commons/access/permit.ts'
import { after } from '#kernel/clock.ts'
import { NotFound, RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { assertImpartial } from './impartial.ts'
import { moderatePetitions } from './permissions.ts'
import { findItem } from './store.ts'

/** How long an item is one moderator's; taking it again begins anew. */
export const HOLD_MINUTES = 30

/**
 * Takes an item to work on. Taking one's own again keeps it longer; one that was left is taken over after its time.
 *
 * @throws RuleBroken petitions.moderation.held-by-another, petitions.moderation.decided-meanwhile; Refusal 403 for those who may not judge it
 */
export async function holdItem(ctx: WriteContext, id: string): Promise<{ item: string }> {
  permit(ctx, moderatePetitions)
  const item = await findItem(ctx.tx, id)
  if (!item) throw new NotFound()
  const { person } = permit(ctx, moderatePetitions, { placeKey: item.placeKey })
  await assertImpartial(ctx.tx, person, item, ctx.now)
  if (item.closedAt) throw new RuleBroken('petitions.moderation.decided-meanwhile')
  await takeHold(ctx, id, person)
  return { item: id }
}

/** One row an item decides who has it; the second of two who come at once waits for the first and finds it taken. */
export async function takeHold(ctx: WriteContext, itemId: string, person: Person): Promise<void> {
  const taken = await sql`
    INSERT INTO petitions.moderation_hold AS h (item_id, account_id, until)
    VALUES (${itemId}, ${person.accountId}, ${after(ctx.now, HOLD_MINUTES * 60)})
    ON CONFLICT (item_id) DO UPDATE SET account_id = excluded.account_id, until = excluded.until
      WHERE h.account_id = excluded.account_id OR h.until <= ${ctx.now}
    RETURNING item_id`.execute(ctx.tx)
  if (taken.rows.length === 0) throw new RuleBroken('petitions.moderation.held-by-another')
}

/** Gives an item back. Giving back what one does not hold changes nothing. */
export async function releaseItem(ctx: WriteContext, id: string): Promise<{ item: string }> {
  const { person } = permit(ctx, moderatePetitions)
  await sql`DELETE FROM petitions.moderation_hold WHERE item_id = ${id} AND account_id = ${person.accountId}`.execute(
    ctx.tx,
  )
  return { item: id }
}
