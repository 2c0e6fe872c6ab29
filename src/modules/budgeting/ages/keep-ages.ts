import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { smallestToldApart } from '#commons/settings/house-settings.ts'
import { transact } from '#kernel/database/transact.ts'
import type { Services } from '#kernel/http/context.ts'
import { openVotesAmong } from '../visits/store.ts'
import { addAges } from './store.ts'

type Keeping = Pick<Services, 'db' | 'clock' | 'settings' | 'timeZone' | 'ageAnswers'>

/**
 * Adds age groups to the totals of their votes, those of at least k people at once: who reads the database all the time does not learn whose
 * came last. Fewer wait, until the vote is over or the process ends; one that is killed loses them.
 *
 * @param last the process ends
 */
export async function keepAges({ db, clock, settings, timeZone, ageAnswers }: Keeping, last: boolean): Promise<void> {
  const waiting = ageAnswers.waiting()
  if (waiting.length === 0) return
  const k = await settings.valueOn(smallestToldApart, dayOf(clock.now(), timeZone))
  const goingOn = await openVotesAmong(
    db,
    waiting.map(({ number }) => number),
  )
  const few = new Set(goingOn.map(({ number }) => number))
  const counted = ageAnswers.take(
    waiting.flatMap(({ number, together }) => (last || together >= k || !few.has(number) ? [number] : [])),
  )
  if (counted.length === 0) return
  try {
    await transact(db, (tx) =>
      addAges(
        tx,
        counted.map(({ number, what, count }) => {
          const [channel = '', band = ''] = what.split(' ')
          return { number, channel, band, people: count }
        }),
      ),
    )
  } catch (error) {
    ageAnswers.putBack(counted)
    throw error
  }
}
