import type { DayUnit, LegalBasis } from '#commons/lifecycle/clock.ts'
import { type KeptClock, runningClock, startClock, stopClock } from '#commons/lifecycle/clocks.ts'
import { dayOf, type PlainDay } from '#commons/lifecycle/plain-day.ts'
import { lawOn } from '#jurisdiction/md/index.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { REQUEST } from './request.ts'
import { reuseAnswerDays } from './settings.ts'
import type { DataRequest } from './store.ts'

const ANSWER = 'answer'

export interface Term {
  length: number
  unit: DayUnit
  basis: LegalBasis
  /** False while nobody has checked it against the text of the law. */
  verified: boolean
}

/** What the law says of requests for information on a day. */
export function informationTerm(day: PlainDay): Term {
  return termOf('foi.days', day)
}

export function extensionTerm(day: PlainDay): Term {
  return termOf('foi.extendDays', day)
}

function termOf(key: 'foi.days' | 'foi.extendDays', day: PlainDay): Term {
  const { value, unit, basis, verified, unconfirmed } = lawOn(key, day)
  return { length: value as number, unit: unit as DayUnit, basis, verified: verified && !unconfirmed }
}

/**
 * From the day on which it reached the institution: by law for information, as the institution promises for re-use. The law counts from
 * registration (Law 148/2023 art. 19), which is the institution's own duty on receipt: who does not register does not win time by that. Again
 * it starts nothing.
 */
export async function startAnswerClock(
  ctx: Pick<WriteContext, 'tx' | 'now' | 'calendar' | 'settings'>,
  request: Pick<DataRequest, 'id' | 'kind' | 'organisationId'> & {
    institution: Pick<DataRequest['institution'], 'name' | 'placeKey'>
  },
  startsOn: PlainDay,
): Promise<void> {
  const { id, kind, organisationId, institution } = request
  const term = informationTerm(startsOn)
  const promised = {
    unit: 'days' as const,
    length: await ctx.settings.valueOn(reuseAnswerDays, startsOn, organisationId),
  }
  await startClock(
    ctx.tx,
    ctx.calendar,
    {
      name: ANSWER,
      subject: { kind: REQUEST, id },
      organisationId,
      placeKey: institution.placeKey,
      startsOn,
      ...(kind === 'information'
        ? { by: { basis: term.basis }, unit: term.unit, length: term.length }
        : { by: { promisedBy: inLang(institution.name, 'ro') }, ...promised }),
    },
    ctx.now,
  )
}

/** The clock of the answer while it runs, locked. */
export function answerClock(ctx: WriteContext, { id }: DataRequest): Promise<KeptClock | null> {
  return runningClock(ctx.tx, ctx.calendar, { kind: REQUEST, id }, ANSWER)
}

export async function stopAnswerClock(ctx: WriteContext, request: DataRequest): Promise<void> {
  const clock = await answerClock(ctx, request)
  if (clock) await stopClock(ctx.tx, ctx.calendar, clock, dayOf(ctx.now, ctx.timeZone))
}
