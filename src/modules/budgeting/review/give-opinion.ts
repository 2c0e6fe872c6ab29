import { may, permit } from '#commons/access/permit.ts'
import { recordAct } from '#commons/audit/record.ts'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { Forbidden, InvalidInput, NotFound, RuleBroken } from '#kernel/errors.ts'
import type { FormValue } from '#kernel/forms/fields.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { tellAuthors } from '../idea-news.ts'
import { lockIdea, recordIdeaEvent } from '../idea-store.ts'
import { type Aspect, checklists } from './aspects.ts'
import { OPINION, stopReviewClock } from './clocks.ts'
import { lacksInOpinion, type opinionForm } from './fields.ts'
import { opinionGiven } from './ledger-entries.ts'
import { notAsked } from './not-asked.ts'
import { giveOpinions, refuseOver, refuseOwn } from './permissions.ts'
import { opinionsOf, processById, setOpinion } from './store.ts'

/**
 * An office says what it holds of an idea, in public and once. Who says it declares that nothing ties them to the idea.
 *
 * @throws Forbidden for officers of other authorities, NotFound, or instead of them Gone where a request was taken back; RuleBroken budgeting.review.own-idea,
 *   .given-already; InvalidInput
 */
export async function giveOpinion(
  ctx: WriteContext,
  { number, aspect }: { number: number; aspect: Aspect },
  form: FormValue<(typeof opinionForm)['fields']>,
): Promise<void> {
  permit(ctx, giveOpinions)
  const idea = await lockIdea(ctx.tx, number)
  const opinion = (await opinionsOf(ctx.tx, idea.id)).find((one) => one.aspect === aspect)
  if (!opinion) throw await notAsked(ctx.tx, idea, aspect, new NotFound())
  const { organisationId } = opinion
  // Taken back from one office it is often asked of another.
  if (!may(ctx, giveOpinions, { organisationId })) throw await notAsked(ctx.tx, idea, aspect, new Forbidden())
  const by = permit(ctx, giveOpinions, { organisationId })
  await refuseOwn(ctx, idea)
  const process = await processById(ctx.tx, idea.processId)
  refuseOver(process)
  if (opinion.givenAt) throw new RuleBroken('budgeting.review.given-already')
  if (idea.state !== 'review' && idea.state !== 'appealed') throw new RuleBroken('budgeting.changed-meanwhile')
  const { verdict, conditions, text } = form
  const errors = lacksInOpinion({ aspect }, form)
  if (errors.length > 0) throw new InvalidInput(errors)
  const list: readonly string[] = checklists[aspect]
  const checked = list.filter((item) => form.checked.some((one) => one === item))
  await setOpinion(ctx.tx, opinion.id, { verdict, checked, conditions, text, lang: ctx.lang, now: ctx.now })
  await stopReviewClock(ctx, OPINION, opinion.id)
  await recordIdeaEvent(ctx.tx, {
    ideaId: idea.id,
    kind: 'review.given',
    data: { aspect, verdict, office: opinion.office },
    now: ctx.now,
  })
  await recordAct(ctx.tx, {
    by,
    act: 'budgeting.give-opinion',
    subject: { kind: 'idea', id: String(number) },
    data: { aspect, verdict },
    now: ctx.now,
  })
  const said = { aspect, verdict, authority: opinion.organisation.slug }
  appendEntries(
    ctx.tx,
    [opinionGiven({ process: process.number, idea: number }, said, dayOf(ctx.now, ctx.timeZone))],
    ctx.now,
  )
  await tellAuthors(ctx.tx, idea, 'opinion', { office: opinion.office }, ctx.now)
}
