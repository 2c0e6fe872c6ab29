import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { transact } from '#kernel/database/transact.ts'
import type { Services } from '#kernel/http/context.ts'
import { countsVisits } from './settings.ts'
import { addVisits, openVotesAmong } from './store.ts'

/**
 * Adds what this process counted to the totals of the day: of votes that go on and whose authority counts visits, nothing of others. Views of
 * the half minute around midnight are of the day on which they are kept.
 */
export async function keepVisits(services: Pick<Services, 'db' | 'clock' | 'settings' | 'timeZone' | 'pageViews'>) {
  const { db, clock, settings, timeZone, pageViews } = services
  const counted = pageViews.take()
  if (counted.length === 0) return
  try {
    const day = dayOf(clock.now(), timeZone)
    const ids = new Map<number, string>()
    for (const { number, processId, organisationId } of await openVotesAmong(db, [
      ...new Set(counted.map(({ number }) => number)),
    ]))
      if (await settings.valueOn(countsVisits, day, organisationId)) ids.set(number, processId)
    const views = counted.flatMap(({ number, what, count }) => {
      const processId = ids.get(number)
      return processId ? [{ processId, what, count }] : []
    })
    if (views.length > 0) await transact(db, (tx) => addVisits(tx, day, views))
  } catch (error) {
    pageViews.putBack(counted)
    throw error
  }
}
