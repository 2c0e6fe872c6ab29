import { extendClock, runningClock } from '#commons/lifecycle/clocks.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { lawOn } from '#jurisdiction/md/index.ts'
import { RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { CASE } from './case.ts'
import { caseStep } from './ledger-entries.ts'
import { tellStarter } from './letters.ts'
import { lockForOfficer } from './permissions.ts'
import { recordStep } from './record-step.ts'

/**
 * Extends the answer's term, in writing and within it: once by the ordinary days (Administrative Code art. 60(4)), or to the
 * exceptional maximum (art. 60(5)). The reason is public.
 *
 * @throws RuleBroken lifecycle.extension-after-due, lifecycle.beyond-exceptional-maximum, petitions.answering.extended-already
 */
export async function extendTerm(
  ctx: WriteContext,
  caseId: string,
  form: { days: number | null; reason: string },
): Promise<void> {
  const { one, hand } = await lockForOfficer(ctx, caseId)
  const today = dayOf(ctx.now, ctx.timeZone)
  const clock = await runningClock(ctx.tx, ctx.calendar, { kind: CASE, id: one.id }, 'answer')
  if (!clock || one.state !== 'registered') throw new RuleBroken('petitions.answering.changed-meanwhile')
  // Without a number of days it is the ordinary extension, which comes once.
  if (form.days === null && clock.clock.extensions.length > 0)
    throw new RuleBroken('petitions.answering.extended-already')
  const days = form.days ?? (lawOn('petition.extendDays', today).value as number)
  await extendClock(ctx.tx, ctx.calendar, clock, { length: days, unit: 'days', reason: form.reason, decidedOn: today })
  await recordStep(ctx, one, {
    event: 'answering.extended',
    data: { days },
    hand,
    act: 'petitions.extend-term',
    entry: caseStep('extended', one, today, { days }),
  })
  await tellStarter(ctx, one, 'extended', one.organisation.name, { args: { days, reason: form.reason } })
}
