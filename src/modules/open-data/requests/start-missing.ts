import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { transact } from '#kernel/database/transact.ts'
import type { Services } from '#kernel/http/context.ts'
import { lockRequest, withoutClock } from './store.ts'
import { startAnswerClock } from './terms.ts'

/** Requests that were sent before the term began on that day: theirs begins then too. */
export async function startMissingClocks(services: Services): Promise<void> {
  for (const number of await withoutClock(services.db))
    await transact(services.db, async (tx) => {
      const request = await lockRequest(tx, number)
      if (request.state !== 'sent') return
      const ctx = { ...services, tx, now: services.clock.now() }
      await startAnswerClock(ctx, request, dayOf(request.sentAt, services.timeZone))
    })
}
