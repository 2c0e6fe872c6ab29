import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { transact } from '#kernel/database/transact.ts'
import type { Services } from '#kernel/http/context.ts'
import { lockRequest, withoutClock } from './store.ts'
import { startAnswerClock } from './terms.ts'

/** Requests that were sent before the term began on that day: theirs begins then too. One that cannot be counted holds up no other. */
export async function startMissingClocks(services: Services): Promise<void> {
  for (const number of await withoutClock(services.db))
    await startMissing(services, number).catch((error) => {
      services.log.error({ err: error, request: number }, 'the term of a request could not begin')
    })
}

async function startMissing(services: Services, number: number): Promise<void> {
  await transact(services.db, async (tx) => {
    const request = await lockRequest(tx, number)
    if (request.state !== 'sent') return
    const ctx = { ...services, tx, now: services.clock.now() }
    await startAnswerClock(ctx, request, dayOf(request.sentAt, services.timeZone))
  })
}
