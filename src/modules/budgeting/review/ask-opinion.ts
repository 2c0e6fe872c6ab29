import { recordAct } from '#commons/audit/record.ts'
import { currentAuthorities } from '#commons/organisations/authorities.ts'
import { InvalidInput, NotFound, RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { newId } from '#kernel/ids.ts'
import { type IdeaRow, recordIdeaEvent } from '../idea-store.ts'
import type { Aspect } from './aspects.ts'
import { startOpinionClock } from './clocks.ts'
import { lockForReview } from './permissions.ts'
import { onEarlierText } from './read-review.ts'
import { addOpinion, opinionsOf, setAskedAgain } from './store.ts'

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
  await ask(ctx, idea, by, { aspect, organisation, office }, ['ask-opinion', 'asked'])
}

/**
 * The author adapted the text after an office had spoken: the same aspect is asked again, of the same office or another. What was said of
 * the earlier text stays public, and holds no longer.
 *
 * @throws NotFound; RuleBroken budgeting.changed-meanwhile, budgeting.review.same-text; InvalidInput
 */
export async function askOpinionAgain(
  ctx: WriteContext,
  { number, aspect }: { number: number; aspect: Aspect },
  { organisation, office }: { organisation: string; office: string },
): Promise<void> {
  const { idea, by } = await lockForReview(ctx, number)
  if (idea.state !== 'review' && idea.state !== 'appealed') throw new RuleBroken('budgeting.changed-meanwhile')
  const given = (await opinionsOf(ctx.tx, idea.id)).find((one) => one.aspect === aspect)
  if (!given) throw new NotFound()
  if (!onEarlierText(given, idea)) throw new RuleBroken('budgeting.review.same-text')
  await setAskedAgain(ctx.tx, given.id, ctx.now)
  await ask(ctx, idea, by, { aspect, organisation, office }, ['ask-opinion-again', 'asked-again'])
}

async function ask(
  ctx: WriteContext,
  idea: IdeaRow,
  by: Parameters<typeof recordAct>[1]['by'],
  { aspect, organisation, office }: { aspect: Aspect; organisation: string; office: string },
  [act, event]: ['ask-opinion', 'asked'] | ['ask-opinion-again', 'asked-again'],
): Promise<void> {
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
  await recordIdeaEvent(ctx.tx, { ideaId: idea.id, kind: `review.${event}`, data: { aspect, office }, now: ctx.now })
  await recordAct(ctx.tx, {
    by,
    act: `budgeting.${act}`,
    subject: { kind: 'idea', id: String(idea.number) },
    data: { aspect, authority: authority.slug, office },
    now: ctx.now,
  })
}
