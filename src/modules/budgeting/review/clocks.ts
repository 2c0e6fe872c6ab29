import { type KeptClock, runningClock, startClock, stopClock } from '#commons/lifecycle/clocks.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import type { Process } from '#commons/processes/process.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { appealDays, opinionDays } from './settings.ts'
import type { Opinion } from './store.ts'

/** Kinds of clock subjects: an asked opinion, and an idea whose refusal can be appealed. */
export const OPINION = 'budgeting.opinion'
export const APPEAL = 'budgeting.appeal'

/** The office's authority has promised its opinion in so many working days. */
export async function startOpinionClock(
  ctx: WriteContext,
  one: Pick<Opinion, 'id' | 'organisationId'>,
  authority: string,
  placeKey: string,
): Promise<KeptClock> {
  const today = dayOf(ctx.now, ctx.timeZone)
  return startClock(
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
  return startClock(
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

export async function stopReviewClock(
  ctx: WriteContext,
  kind: typeof OPINION | typeof APPEAL,
  id: string,
): Promise<void> {
  const clock = await runningClock(ctx.tx, ctx.calendar, { kind, id }, kind === OPINION ? 'opinion' : 'appeal')
  if (clock) await stopClock(ctx.tx, ctx.calendar, clock, dayOf(ctx.now, ctx.timeZone))
}
