import { startClockAnew } from '#commons/lifecycle/clocks.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import type { Process } from '#commons/processes/process.ts'
import { phaseOffering } from '#commons/processes/store.ts'
import type { Tx } from '#kernel/database/database.ts'
import type { Services } from '#kernel/http/context.ts'
import type { IdeaRow } from '../idea-store.ts'
import { METHOD } from './asks.ts'
import { answerDays } from './settings.ts'

/** Kind of clock subject: an idea that waits for its answer. */
export const ANSWER = 'budgeting.answer'

/** The authority has promised to answer in so many working days. While an earlier term runs nothing begins. */
export async function startAnswerClock(
  services: Services,
  tx: Tx,
  idea: Pick<IdeaRow, 'id' | 'placeKey'>,
  process: Process,
  now: Date,
): Promise<void> {
  const today = dayOf(now, services.timeZone)
  await startClockAnew(
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

/** Ideas come to be answered after answering began, given back on appeal or because they were gathered longer: their term begins now. */
export async function startLateAnswerClocks(
  services: Services,
  tx: Tx,
  ideas: Pick<IdeaRow, 'id' | 'placeKey'>[],
  process: Process,
  now: Date,
): Promise<void> {
  const { openedAt } = await phaseOffering(tx, process.id, METHOD)
  if (openedAt) for (const idea of ideas) await startAnswerClock(services, tx, idea, process, now)
}
