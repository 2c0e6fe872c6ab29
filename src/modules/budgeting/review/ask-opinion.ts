import { recordAct } from '#commons/audit/record.ts'
import { currentAuthorities } from '#commons/organisations/authorities.ts'
import { InvalidInput, RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { newId } from '#kernel/ids.ts'
import { recordIdeaEvent } from '../idea-store.ts'
import type { Aspect } from './aspects.ts'
import { startOpinionClock } from './clocks.ts'
import { lockForReview } from './permissions.ts'
import { addOpinion } from './store.ts'

/**
 * Asks an office what it holds of one aspect of an idea. From today its authority's clock runs, in public.
 *
 * @throws RuleBroken budgeting.changed-meanwhile; InvalidInput where the aspect was asked before or the authority is unknown
 */
export async function askOpinion(
  ctx: WriteContext,
  number: number,
  { aspect, organisation, office }: { aspect: Aspect; organisation: string; office: string },
): Promise<void> {
  const { idea, by } = await lockForReview(ctx, number)
  if (idea.state !== 'review' && idea.state !== 'appealed') throw new RuleBroken('budgeting.changed-meanwhile')
  const authority = (await currentAuthorities(ctx.tx)).find(({ id }) => id === organisation)
  if (!authority) throw new InvalidInput([{ field: 'organisation', text: { key: 'kernel.form.choose' } }])
  const opinion = {
    id: newId(ctx.now),
    ideaId: idea.id,
    aspect,
    organisationId: authority.id,
    office,
    askedAt: ctx.now,
  }
  if (!(await addOpinion(ctx.tx, opinion)))
    throw new InvalidInput([{ field: 'aspect', text: { key: 'budgeting.review.asked-already' } }])
  await startOpinionClock(ctx, opinion, authority.slug, idea.placeKey)
  await recordIdeaEvent(ctx.tx, { ideaId: idea.id, kind: 'review.asked', data: { aspect, office }, now: ctx.now })
  await recordAct(ctx.tx, {
    by,
    act: 'budgeting.ask-opinion',
    subject: { kind: 'idea', id: String(number) },
    data: { aspect, authority: authority.slug, office },
    now: ctx.now,
  })
}
