import type { DayUnit, LegalBasis } from '#commons/lifecycle/clock.ts'
import { type KeptClock, runningClock, startClock, stopClock } from '#commons/lifecycle/clocks.ts'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import { lawOn } from '#jurisdiction/md/index.ts'
import type { Tx } from '#kernel/database/database.ts'
import type { Services } from '#kernel/http/context.ts'
import { CASE } from './case.ts'

/** Clocks that the law starts, with the rule that sets each. */
const lawOf = {
  registration: 'petition.ackDays',
  answer: 'petition.answerDays',
  redirect: 'petition.redirectWorkingDays',
} as const
export type LegalClock = keyof typeof lawOf

/** Clocks that an authority has promised; a second crossing starts `promised-answer.2`. */
export const promisedClocks = { answer: 'promised-answer', hearing: 'promised-hearing' } as const

export interface Term {
  length: number
  unit: DayUnit
  basis: LegalBasis
  /** False when value or article still waits for somebody to check it against the text of the law. */
  verified: boolean
}

export function termOn(name: LegalClock, day: PlainDay): Term {
  const law = lawOn(lawOf[name], day)
  return {
    length: law.value as number,
    unit: law.unit as DayUnit,
    basis: law.basis,
    verified: law.verified && !law.unconfirmed,
  }
}

/** Whether the rule behind a kept clock was checked; promises need no checking. */
export function isVerified({ name, clock }: KeptClock): boolean {
  return Object.hasOwn(lawOf, name) ? termOn(name as LegalClock, clock.startsOn).verified : true
}

type Clocks = Pick<Services, 'calendar'> & { tx: Tx; now: Date }

export async function startLegalClock(
  ctx: Clocks,
  name: LegalClock,
  one: { caseId: string; organisationId: string; placeKey: string },
  startsOn: PlainDay,
): Promise<KeptClock> {
  const { length, unit, basis } = termOn(name, startsOn)
  const longest = name === 'answer' ? (lawOn('petition.exceptionalMaxDays', startsOn).value as number) : undefined
  return startClock(
    ctx.tx,
    ctx.calendar,
    {
      name,
      subject: { kind: CASE, id: one.caseId },
      organisationId: one.organisationId,
      placeKey: one.placeKey,
      by: { basis },
      unit,
      length,
      startsOn,
      ...(longest && { exceptionalMaxDays: longest }),
    },
    ctx.now,
  )
}

/** Stops the clock of that name if it runs; returns it. */
export async function stopIfRunning(
  ctx: Clocks,
  caseId: string,
  name: string,
  on: PlainDay,
): Promise<KeptClock | null> {
  const clock = await runningClock(ctx.tx, ctx.calendar, { kind: CASE, id: caseId }, name)
  return clock ? stopClock(ctx.tx, ctx.calendar, clock, on) : null
}
