import type { Tx } from '#kernel/database/database.ts'
import { atEnd } from '#kernel/database/transact.ts'
import { refreshListing } from './refresh-listing.ts'

const touched = new WeakMap<Tx, Set<string>>()

/**
 * Says that an act changes something that lists show of a petition. Its listing is refreshed once, when the act has written all
 * it writes, so it does not matter where in the act this stands. `recordEvent` says it for every act that readers see.
 */
export function touchListing(tx: Tx, petitionId: string, now: Date): void {
  const ids = touched.get(tx) ?? new Set()
  touched.set(tx, ids.add(petitionId))
  atEnd(tx, 'petitions.listing', (ending) => refreshListing(ending, [...ids], now))
}
