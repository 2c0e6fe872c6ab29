import type { Entry } from '#commons/ledger/append-entry.ts'
import type { EntryKind } from '#commons/ledger/entry-kinds.ts'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import type { RefusalReason } from './reuse.ts'

export const ledgerEntries: EntryKind[] = [
  { kind: 'open-data.reuse-removed', v: 1, says: 'open-data.around.entry.reuse-removed' },
]

/** An official took down a reuse that everybody saw. Nothing of its words stands here. */
export function reuseRemoved({ number }: { number: number }, reason: RefusalReason, day: PlainDay): Entry {
  return { kind: 'open-data.reuse-removed', v: 1, number, reason, day }
}
