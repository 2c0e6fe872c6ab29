import type { Entry } from '#commons/ledger/append-entry.ts'
import type { EntryKind } from '#commons/ledger/entry-kinds.ts'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import type { RollSource } from './roll.ts'

export const ledgerEntries: EntryKind[] = [
  { kind: 'processes.roll-fixed', v: 1, says: 'processes.roll.entry.roll-fixed' },
  { kind: 'processes.roll-corrected', v: 1, says: 'processes.roll.entry.roll-corrected' },
]

/** How many may take part, and on what that rests. @param eligible null where people come with a document */
export function rollFixed(
  process: number,
  roll: { source: RollSource; on: PlainDay; eligible: number | null },
  day: PlainDay,
): Entry {
  return { kind: 'processes.roll-fixed', v: 1, process, source: roll.source, on: roll.on, eligible: roll.eligible, day }
}

/** So many came onto the roll after it was fixed, by corrections. */
export function rollCorrected(process: number, added: number, day: PlainDay): Entry {
  return { kind: 'processes.roll-corrected', v: 1, process, added, day }
}
