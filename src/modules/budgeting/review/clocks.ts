import { clocksOf, type KeptClock, startClockAnew, stopClock } from '#commons/lifecycle/clocks.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import type { Process } from '#commons/processes/process.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { ANSWER } from '../answers/clocks.ts'
import type { IdeaRow } from '../idea-store.ts'
import { appealDays, appealDecisionDays, opinionDays } from './settings.ts'
import { type Opinion, opinionsOf } from './store.ts'

/** Kinds of clock subjects: an asked opinion, an idea whose refusal can be appealed, one whose appeal waits for a decision. */
export const OPINION = 'budgeting.opinion'
export const APPEAL = 'budgeting.appeal'
export const APPEAL_DECISION = 'budgeting.appeal-decision'

type Needed = 'tx' | 'calendar' | 'now' | 'timeZone'
type Kind = typeof OPINION | typeof APPEAL | typeof APPEAL_DECISION | typeof ANSWER

/** The office's authority has promised its opinion in so many working days. */
export async function startOpinionClock(
  ctx: WriteContext,
  one: Pick<Opinion, 'id' | 'organisationId'>,
  authority: string,
  placeKey: string,
): Promise<KeptClock> {
  const today = dayOf(ctx.now, ctx.timeZone)
  return startClockAnew(
    ctx.tx,
    ctx.calendar,
    {
      name: 'opinion',
      subject: { kind: OPINION, id: one.id },
      organisationId: one.organisationId,
      placeKey,
      by: { promisedBy: authority },
      unit: 'workingDays',
      length: await ctx.settings.valueOn(opinionDays, today, one.organisationId),
      startsOn: today,
    },
    ctx.now,
  )
}

/** Until when the author can appeal; what holds on the day of the refusal stays. */
export async function startAppealClock(ctx: WriteContext, ideaId: string, process: Process): Promise<KeptClock> {
  const today = dayOf(ctx.now, ctx.timeZone)
  return startClockAnew(
    ctx.tx,
    ctx.calendar,
    {
      name: 'appeal',
      subject: { kind: APPEAL, id: ideaId },
      by: { promisedBy: process.organisation.slug },
      unit: 'days',
      length: await ctx.settings.valueOn(appealDays, today, process.organisationId),
      startsOn: today,
    },
    ctx.now,
  )
}

/** The authority has promised to decide on an appeal in so many working days. */
async function startAppealDecisionClock(ctx: WriteContext, idea: IdeaRow, process: Process): Promise<KeptClock> {
  const today = dayOf(ctx.now, ctx.timeZone)
  return startClockAnew(
    ctx.tx,
    ctx.calendar,
    {
      name: 'appeal-decision',
      subject: { kind: APPEAL_DECISION, id: idea.id },
      organisationId: process.organisationId,
      placeKey: idea.placeKey,
      by: { promisedBy: process.organisation.slug },
      unit: 'workingDays',
      length: await ctx.settings.valueOn(appealDecisionDays, today, process.organisationId),
      startsOn: today,
    },
    ctx.now,
  )
}

/** A review goes on after an appeal: what offices had not said they owe again, and an appeal its decision. */
export async function restartClocksOf(
  ctx: WriteContext,
  idea: IdeaRow,
  process: Process,
  appealed: boolean,
): Promise<void> {
  if (appealed) await startAppealDecisionClock(ctx, idea, process)
  for (const one of await opinionsOf(ctx.tx, idea.id))
    if (one.givenAt === null) await startOpinionClock(ctx, one, one.organisation.slug, idea.placeKey)
}

/** An idea leaves the review, or waits for an answer no more: nobody owes an opinion, an appeal, a decision or an answer on it. */
export async function stopClocksOf(ctx: WriteContext, ideaId: string): Promise<void> {
  for (const { id, givenAt } of await opinionsOf(ctx.tx, ideaId))
    if (givenAt === null) await stopReviewClock(ctx, OPINION, id)
  await stopReviewClock(ctx, APPEAL, ideaId)
  await stopReviewClock(ctx, APPEAL_DECISION, ideaId)
  await stopReviewClock(ctx, ANSWER, ideaId)
}

export async function stopReviewClock(ctx: Pick<WriteContext, Needed>, kind: Kind, id: string): Promise<void> {
  const clock = await runningReviewClock(ctx, kind, id)
  if (clock) await stopClock(ctx.tx, ctx.calendar, clock, dayOf(ctx.now, ctx.timeZone))
}

/** The term that runs now of those that began on a subject, whose idea is locked; null where none does. */
export async function runningReviewClock(
  { tx, calendar }: Pick<WriteContext, 'tx' | 'calendar'>,
  kind: Kind,
  id: string,
): Promise<KeptClock | null> {
  return (await clocksOf(tx, calendar, kind, [id])).find(({ clock }) => clock.stoppedOn === undefined) ?? null
}
