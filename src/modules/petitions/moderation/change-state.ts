import { sql } from 'kysely'
import { move } from '#commons/lifecycle/lifecycle.ts'
import { RuleBroken } from '#kernel/errors.ts'
import { touchListing } from '../find/touch-listing.ts'
import { type PetitionState, petitionLife } from '../petition.ts'
import { waitForSigners } from '../signing/hold-open.ts'
import { onPublished } from '../start/on-published.ts'
import type { ActContext } from './act-context.ts'

type Transition = keyof typeof petitionLife.transitions
type Actor = Parameters<typeof move<PetitionState, Transition, 'moderator' | 'system' | 'starter'>>[3]
interface Moving {
  id: string
  number: number
  state: PetitionState
  publishedAt: Date | null
}

/** Moves a petition on, if it still is where the caller saw it. @throws RuleBroken petitions.changed-meanwhile */
export async function changeState(ctx: ActContext, petition: Moving, transition: Transition, by: Actor): Promise<void> {
  const moved = move(petitionLife, petition.state, transition, by)
  if (!moved.ok) throw new RuleBroken('petitions.changed-meanwhile')
  if (petition.state === 'open') await waitForSigners(ctx.tx, petition.id)
  const { rows } = await sql`
    UPDATE petitions.petition SET state = ${moved.to} WHERE id = ${petition.id} AND state = ${petition.state} RETURNING id`.execute(
    ctx.tx,
  )
  if (rows.length === 0) throw new RuleBroken('petitions.changed-meanwhile')
  touchListing(ctx.tx, petition.id, ctx.now)
}

/**
 * Opens a petition to signatures. One that was public before it was taken down goes on with its own days, and one that had closed by then
 * is closed again.
 */
export async function publish(
  ctx: ActContext,
  petition: Moving,
  transition: 'publish' | 'lapse',
  by: Actor,
): Promise<void> {
  if (petition.publishedAt !== null) {
    await changeState(ctx, petition, (await hadClosed(ctx, petition.id)) ? 'publishClosed' : transition, by)
    await sql`UPDATE petitions.petition SET refused_at = NULL WHERE id = ${petition.id}`.execute(ctx.tx)
    return
  }
  if (!move(petitionLife, petition.state, transition, by).ok) throw new RuleBroken('petitions.changed-meanwhile')
  await onPublished(ctx, petition)
  await sql`UPDATE petitions.petition SET refused_at = NULL WHERE id = ${petition.id}`.execute(ctx.tx)
}

async function hadClosed(ctx: ActContext, petitionId: string): Promise<boolean> {
  const { rows } = await sql<{ closed: boolean }>`
    SELECT closed_at IS NOT NULL AS closed FROM petitions.petition WHERE id = ${petitionId}`.execute(ctx.tx)
  return rows[0]?.closed ?? false
}
