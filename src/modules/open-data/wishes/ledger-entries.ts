import type { Entry } from '#commons/ledger/append-entry.ts'
import type { EntryKind } from '#commons/ledger/entry-kinds.ts'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import type { WishOutcome } from './wish.ts'

export const ledgerEntries: EntryKind[] = [
  { kind: 'open-data.wish-answered', v: 1, says: 'open-data.wishes.entry.wish-answered' },
]

/** What an institution says to a wish is a promise that can be looked up. Its words stand on the wish's page. */
export function wishAnswered(
  { number, organisation }: { number: number; organisation: string },
  said: { outcome: WishOutcome; plannedOn: PlainDay | null },
  day: PlainDay,
): Entry {
  return { kind: 'open-data.wish-answered', v: 1, wish: number, organisation, ...said, day }
}
