import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { smallestToldApart } from '#commons/settings/house-settings.ts'
import type { Context } from '#kernel/http/context.ts'
import { countLate } from './store.ts'

/**
 * How many people wait for an answer whose term has passed, registered or not: at least so many, in whole steps of the number of people that may be
 * told apart; null where there are fewer.
 *
 * @param organisationId null: of all institutions
 */
export async function waitingTooLong(ctx: Context, organisationId: string | null): Promise<number | null> {
  const today = dayOf(ctx.now, ctx.timeZone)
  const k = await ctx.settings.valueOn(smallestToldApart, today)
  const people = await countLate(ctx.db, today, organisationId)
  return people < k ? null : Math.floor(people / k) * k
}
