import { sql } from 'kysely'
import { move } from '#commons/lifecycle/lifecycle.ts'
import { RuleBroken } from '#kernel/errors.ts'
import { type PetitionState, petitionLife } from '../petition.ts'
import { recordEvent } from '../record-event.ts'
import type { ActContext } from './act-context.ts'
import { checkText } from './check-text.ts'
import { openItem } from './open-item.ts'

/**
 * Hands a petition to the moderators: its state, its place in the queue, the promised clock and the automatic check of its
 * text. Called when enough supporters came, and when a returned petition comes back.
 *
 * @throws RuleBroken petitions.changed-meanwhile when the petition is not in the state given, or cannot be handed over from it
 */
export async function enterModeration(
  ctx: ActContext,
  petition: { id: string; number: number; state: PetitionState },
): Promise<void> {
  const moved =
    petition.state === 'returned'
      ? move(petitionLife, petition.state, 'resubmit', 'starter')
      : move(petitionLife, petition.state, 'gatherSupport', 'system')
  if (!moved.ok) throw new RuleBroken('petitions.changed-meanwhile')
  const { rows } = await sql<{ title: string; why: string }>`
    UPDATE petitions.petition SET state = ${moved.to} WHERE id = ${petition.id} AND state = ${petition.state}
    RETURNING title, why_markdown AS why`.execute(ctx.tx)
  const text = rows[0]
  if (!text) throw new RuleBroken('petitions.changed-meanwhile')
  await openItem(ctx, petition, { kind: 'petition', ...checkText(text) })
  await recordEvent(ctx.tx, { petitionId: petition.id, kind: 'moderation.entered', now: ctx.now })
}
