import { recordAct } from '#commons/audit/record.ts'
import { NotFound, RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { recordIdeaEvent } from '../idea-store.ts'
import type { Aspect } from './aspects.ts'
import { OPINION, stopReviewClock } from './clocks.ts'
import { lockForReview } from './permissions.ts'
import { dropOpinion, opinionsOf } from './store.ts'

/**
 * Takes back a request that no office has answered, with a public reason: asked of the wrong authority, it would keep the idea from the
 * ballot for ever. The same aspect can then be asked of another. Of a request that asked again, the first answer is back.
 *
 * @throws NotFound; RuleBroken budgeting.review.given-already, budgeting.changed-meanwhile
 */
export async function takeBackRequest(
  ctx: WriteContext,
  { number, aspect }: { number: number; aspect: Aspect },
  { reason }: { reason: string },
): Promise<void> {
  const { idea, by } = await lockForReview(ctx, number)
  const opinion = (await opinionsOf(ctx.tx, idea.id)).find((one) => one.aspect === aspect)
  if (!opinion) throw new NotFound()
  if (opinion.givenAt) throw new RuleBroken('budgeting.review.given-already')
  if (idea.state !== 'review' && idea.state !== 'appealed') throw new RuleBroken('budgeting.changed-meanwhile')
  const { office } = opinion
  await stopReviewClock(ctx, OPINION, opinion.id)
  await dropOpinion(ctx.tx, opinion)
  await recordIdeaEvent(ctx.tx, {
    ideaId: idea.id,
    kind: 'review.taken-back',
    data: { aspect, office, reason },
    now: ctx.now,
  })
  await recordAct(ctx.tx, {
    by,
    act: 'budgeting.take-back-opinion-request',
    subject: { kind: 'idea', id: String(number) },
    data: { aspect, authority: opinion.organisation.slug, office, reason },
    now: ctx.now,
  })
}
