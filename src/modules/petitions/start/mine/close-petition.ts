import { sql } from 'kysely'
import { move } from '#commons/lifecycle/lifecycle.ts'
import { RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { petitionLife } from '../../petition.ts'
import { recordEvent } from '../../record-event.ts'
import { closePetition } from '../../signing/close-petitions.ts'
import { ownPetitionHeld } from './own-petition.ts'

/** The starter ends the collecting before its last day. @throws RuleBroken petitions.start.not-open */
export async function closeEarly(ctx: WriteContext, number: number): Promise<void> {
  const { id, state } = await ownPetitionHeld(ctx, number)
  // Pressed twice: it is as the starter wants it.
  if (state === 'closed') return
  if (state !== 'open') throw new RuleBroken('petitions.start.not-open')
  await closePetition(ctx.tx, { id, by: 'starter', now: ctx.now, timeZone: ctx.timeZone })
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
