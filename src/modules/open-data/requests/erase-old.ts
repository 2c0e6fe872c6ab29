import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { after } from '#kernel/clock.ts'
import { transact } from '#kernel/database/transact.ts'
import type { Services } from '#kernel/http/context.ts'
import { eraseClosedBefore } from './erasing-store.ts'
import { requestKeptDays } from './settings.ts'

/** What was sealed of requests that ended long ago is erased; that somebody asked, when and with which outcome stays. */
export async function eraseOldRequests(services: Services): Promise<void> {
  const now = services.clock.now()
  const days = await services.settings.valueOn(requestKeptDays, dayOf(now, services.timeZone))
  await transact(services.db, (tx) => eraseClosedBefore(tx, after(now, -days * 86_400), now))
}
