import type { Phase } from '#commons/processes/process.ts'
import type { Services } from '#kernel/http/context.ts'
import { forgetReadings } from '../paper/forget-readings.ts'
import { forgetScans } from '../scans/forget-scans.ts'
import { forgetIssued } from '../tokens/store.ts'
import { forgetVoters } from './store.ts'

/** Days after the close in which a vote may have to be looked into; then ballots are nobody's. */
export const VOTERS_DAYS = 60
const DAY_MS = 86_400_000

/** Whether nothing is known of the voters: nobody could vote yet, or it was long ago. */
export function isForgotten({ openedAt, closedAt }: Pick<Phase, 'openedAt' | 'closedAt'>, now: Date): boolean {
  return !openedAt || (closedAt !== null && now.getTime() - closedAt.getTime() >= VOTERS_DAYS * DAY_MS)
}

/** Takes from old ballots what would lead to their voters. Safe to repeat. */
export async function forgetOldVoters(services: Services): Promise<void> {
  const closedBefore = new Date(services.clock.now().getTime() - VOTERS_DAYS * DAY_MS)
  await forgetVoters(services.db, closedBefore)
  await forgetIssued(services.db, closedBefore)
  await forgetReadings(services.db, closedBefore)
  await forgetScans(services, closedBefore)
}
