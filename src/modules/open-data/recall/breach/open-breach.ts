import { dayOf, type PlainDay } from '#commons/lifecycle/plain-day.ts'
import { lawOn } from '#jurisdiction/md/index.ts'
import { after } from '#kernel/clock.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { newId } from '#kernel/ids.ts'
import { addBreach } from './store.ts'

/** What the law says on a day of how soon the authority for data protection must be told. */
export const termOn = (day: PlainDay) => lawOn('privacy.breachHours', day)

/**
 * Personal data had been public: from now on the hours of the law run, for each dataset. They are hours, and go on over nights and holidays;
 * clocks of days (commons/lifecycle) move to the next working day and would promise too much.
 */
export async function openBreaches(ctx: WriteContext, actId: string, datasetIds: string[]): Promise<void> {
  const hours = termOn(dayOf(ctx.now, ctx.timeZone)).value as number
  for (const datasetId of datasetIds)
    await addBreach(ctx.tx, {
      ...{ id: newId(ctx.now), datasetId, actId },
      ...{ openedAt: ctx.now, dueAt: after(ctx.now, hours * 3600) },
    })
}
