import type { Entry } from '#commons/ledger/append-entry.ts'
import type { EntryKind } from '#commons/ledger/entry-kinds.ts'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'

export const ledgerEntries: EntryKind[] = [{ kind: 'budgeting.held-again', v: 1, says: 'budgeting.entry.held-again' }]

/**
 * The vote of one process, or some of its envelopes, is held again as the vote of another one.
 *
 * @param again.of number of the first process
 * @param again.off numbers of projects that are on its ballot and not on this one
 */
export function heldAgain(
  process: number,
  again: { of: number; envelopes: number[]; off: number[] },
  day: PlainDay,
): Entry {
  const { of, envelopes, off } = again
  return { kind: 'budgeting.held-again', v: 1, process, of, envelopes, ...(off.length > 0 && { off }), day }
}
