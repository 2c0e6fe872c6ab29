import type { Entry } from '#commons/ledger/append-entry.ts'
import type { EntryKind } from '#commons/ledger/entry-kinds.ts'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import type { MessageKey } from '#kernel/i18n/translator.ts'
import type { Picks } from '../vote/choice.ts'
import type { BatchKind, Handed, Totals } from './paper.ts'

const versions = {
  'paper-handed': 1,
  'paper-batch-counted': 1,
  'paper-opened': 1,
  'paper-finished': 1,
  'paper-rechecked': 1,
} as const

export const ledgerEntries: EntryKind[] = Object.entries(versions).map(([act, v]) => ({
  kind: `budgeting.${act}`,
  v,
  says: `budgeting.entry.${act}` as MessageKey,
}))

/** At the close: how many ballots of paper were given out. No more of them can be counted. */
export function paperHanded(process: number, { counter, assisted, home }: Handed, day: PlainDay): Entry {
  return { kind: 'budgeting.paper-handed', v: 1, process, counter, assisted, home, day }
}

/** Two officials read a batch alike and signed what it comes to. What was chosen follows among other batches. */
export function paperBatchCounted(
  process: number,
  batch: { position: number; from: BatchKind; sheets: number; totals: Totals },
  day: PlainDay,
): Entry {
  const { position, from, sheets, totals } = batch
  const { valid, blank, invalid, corrected } = totals
  return {
    kind: 'budgeting.paper-batch-counted',
    v: 1,
    process,
    batch: position,
    from,
    sheets,
    valid,
    blank,
    invalid: { ...invalid },
    corrected,
    day,
  }
}

/** Choices of the valid ballots of some batches together, in an order that says nothing. */
export function paperOpened(process: number, lot: number, batches: number[], ballots: Picks[], day: PlainDay): Entry {
  return { kind: 'budgeting.paper-opened', v: 1, process, lot, batches, ballots, day }
}

/** All paper is counted: so many valid ballots; of the printed ones so many were spoiled and given back, and so many left over. */
export function paperFinished(
  process: number,
  sums: { ballots: number; printed: number; spoiled: number; unused: number },
  day: PlainDay,
): Entry {
  return { kind: 'budgeting.paper-finished', v: 1, process, ...sums, day }
}

/** Sheets drawn by the lot were read once more: so many, and so many of them otherwise than they were counted. */
export function paperRechecked(process: number, sheets: number, differing: number, day: PlainDay): Entry {
  return { kind: 'budgeting.paper-rechecked', v: 1, process, sheets, differing, day }
}
