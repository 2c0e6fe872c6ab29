import type { Entry } from '#commons/ledger/append-entry.ts'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import type { Level } from '../petition.ts'

/**
 * Signatures that do not count after a check or while they wait for one, or count again: how many of which level, and why. A recount takes
 * them off, or adds them, without knowing which records they were.
 *
 * @param moved.reason of an invalidation, or 'held' (set aside) and 'released' (restored)
 */
export function movedTogether(
  kind: 'set-aside' | 'restored',
  moved: { petition: number; reason: string; counts: { level: Level; signatures: number }[]; day: PlainDay },
): Entry {
  return { kind: `petitions.signatures-${kind}`, v: 2, ...moved }
}
