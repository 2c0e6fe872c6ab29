import type { Services } from '#kernel/http/context.ts'
import { forgetIssued } from '../tokens/store.ts'
import { forgetVoters } from './store.ts'

/** Days after the close in which a vote may have to be looked into; then ballots are nobody's. */
export const VOTERS_DAYS = 60

/** Takes from old ballots what would lead to their voters. Safe to repeat. */
export async function forgetOldVoters(services: Services): Promise<void> {
  const before = new Date(services.clock.now().getTime() - VOTERS_DAYS * 86_400_000)
  await forgetVoters(services.db, before)
  await forgetIssued(services.db, before)
}
