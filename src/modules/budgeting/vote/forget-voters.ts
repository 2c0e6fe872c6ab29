import type { Services } from '#kernel/http/context.ts'
import { forgetVoters } from './store.ts'

/** Days after the close in which a vote may have to be looked into; then ballots are nobody's. */
export const VOTERS_DAYS = 60

/** Takes from old ballots what would lead to their voters. Safe to repeat. */
export async function forgetOldVoters(services: Services): Promise<void> {
  await forgetVoters(services.db, new Date(services.clock.now().getTime() - VOTERS_DAYS * 86_400_000))
}
