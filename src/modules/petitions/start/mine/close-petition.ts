import { sql } from 'kysely'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { move } from '#commons/lifecycle/lifecycle.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { petitionLife } from '../../petition.ts'
import { recordEvent } from '../../record-event.ts'
import { closed } from '../ledger-entries.ts'
import { ownPetitionHeld } from './own-petition.ts'

/** The starter ends the collecting before its last day. @throws RuleBroken petitions.start.not-open */
export async function closePetition(ctx: WriteContext, number: number): Promise<void> {
  const petition = await ownPetitionHeld(ctx, number)
  // Pressed twice: it is as the starter wants it.
  if (petition.state === 'closed') return
  const moved = move(petitionLife, petition.state, 'close', 'starter')
  if (!moved.ok) throw new RuleBroken('petitions.start.not-open')
  await sql`
    UPDATE petitions.petition SET state = ${moved.to}, closed_at = ${ctx.now} WHERE id = ${petition.id}`.execute(ctx.tx)
  await recordEvent(ctx.tx, { petitionId: petition.id, kind: 'start.closed', now: ctx.now })
  appendEntries(ctx.tx, [closed(number, 'starter', dayOf(ctx.now, ctx.timeZone))], ctx.now)
}

/** The starter gives up a petition that is not public. @throws RuleBroken petitions.start.not-abandonable */
export async function abandonPetition(ctx: WriteContext, number: number): Promise<void> {
  const petition = await ownPetitionHeld(ctx, number)
  if (petition.state === 'abandoned') return
  const moved = move(petitionLife, petition.state, 'abandon', 'starter')
  if (!moved.ok) throw new RuleBroken('petitions.start.not-abandonable')
  await sql`UPDATE petitions.petition SET state = ${moved.to} WHERE id = ${petition.id}`.execute(ctx.tx)
  await recordEvent(ctx.tx, { petitionId: petition.id, kind: 'start.abandoned', now: ctx.now })
  await forgetSupporters(ctx, petition.id)
}

/** What was supported will never be public: nothing is kept of who did. */
export async function forgetSupporters(ctx: Pick<WriteContext, 'tx'>, petitionId: string): Promise<void> {
  await sql`DELETE FROM petitions.support_link WHERE petition_id = ${petitionId}`.execute(ctx.tx)
  await sql`DELETE FROM petitions.supporter WHERE petition_id = ${petitionId}`.execute(ctx.tx)
  await sql`DELETE FROM petitions.support_request WHERE petition_id = ${petitionId}`.execute(ctx.tx)
}
