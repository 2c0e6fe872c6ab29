import { startClock } from '#commons/lifecycle/clocks.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import type { Process } from '#commons/processes/process.ts'
import { phaseOffering } from '#commons/processes/store.ts'
import type { Tx } from '#kernel/database/database.ts'
import type { Services, WriteContext } from '#kernel/http/context.ts'
import type { IdeaRow } from '../idea-store.ts'
import { METHOD } from './asks.ts'
import { answerDays } from './settings.ts'

/** Kind of clock subject: an idea that waits for its answer. */
export const ANSWER = 'budgeting.answer'

/** The authority has promised to answer in so many working days. */
export async function startAnswerClock(
  services: Services,
  tx: Tx,
  idea: Pick<IdeaRow, 'id' | 'placeKey'>,
  process: Process,
  now: Date,
): Promise<void> {
  const today = dayOf(now, services.timeZone)
  await startClock(
    tx,
    services.calendar,
    {
      name: 'answer',
      subject: { kind: ANSWER, id: idea.id },
      organisationId: process.organisationId,
      placeKey: idea.placeKey,
      by: { promisedBy: process.organisation.slug },
      unit: 'workingDays',
      length: await services.settings.valueOn(answerDays, today, process.organisationId),
      startsOn: today,
    },
    now,
  )
}

/** An idea is given back on appeal: the term begins anew, where answering has begun. */
export async function restartAnswerClock(ctx: WriteContext, idea: IdeaRow, process: Process): Promise<void> {
  const { openedAt } = await phaseOffering(ctx.tx, process.id, METHOD)
  if (openedAt) await startAnswerClock(ctx, ctx.tx, idea, process, ctx.now)
}
