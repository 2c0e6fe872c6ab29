import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { InvalidInput } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { type CaseRow, moveCase, officersOf, stepOf } from './case-store.ts'
import { caseStep } from './ledger-entries.ts'
import { tellStarter } from './letters.ts'
import { lockForOfficer } from './permissions.ts'
import { type Hand, recordStep } from './record-step.ts'
import { startLegalClock, stopIfRunning } from './terms.ts'

export interface Registration {
  incomingNumber: string
  /** Account of an officer of the authority; null: the one who registers. */
  responsible: string | null
}

/** An officer registers a delivered petition: the registration clock stops, the answer's starts. */
export async function registerCase(ctx: WriteContext, caseId: string, form: Registration): Promise<void> {
  const { one, hand } = await lockForOfficer(ctx, caseId)
  const officers = await officersOf(ctx.tx, one.organisationId)
  const responsibleId = form.responsible ?? hand.by.person.accountId
  if (!officers.some(({ accountId }) => accountId === responsibleId))
    throw new InvalidInput([{ field: 'responsible', text: { key: 'kernel.form.choose' } }])
  await register(ctx, one, { incomingNumber: form.incomingNumber, responsibleId }, hand)
}

/** Registers a locked case by whoever's hand. A case that was transferred has its answer's clock already. */
export async function register(
  ctx: WriteContext,
  one: CaseRow,
  entry: { incomingNumber: string | null; responsibleId: string | null },
  hand: Hand,
): Promise<void> {
  const today = dayOf(ctx.now, ctx.timeZone)
  await moveCase(ctx.tx, one, stepOf(one, 'register', hand.role), { ...entry, registeredAt: ctx.now })
  await stopIfRunning(ctx, one.id, 'registration', today)
  if (!one.redirectedFrom)
    await startLegalClock(
      ctx,
      'answer',
      { caseId: one.id, organisationId: one.organisationId, placeKey: one.organisation.placeKey },
      today,
    )
  await recordStep(ctx, one, {
    event: 'answering.registered',
    hand,
    act: 'petitions.register-case',
    entry: caseStep('registered', one, today),
  })
  const incoming = entry.incomingNumber ?? ''
  await tellStarter(ctx, one, 'registered', one.organisation.name, {
    args: { incoming, numbered: incoming ? 'yes' : 'no' },
  })
}
