import type { Entry } from '#commons/ledger/append-entry.ts'
import type { EntryKind } from '#commons/ledger/entry-kinds.ts'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'

export const ledgerEntries: EntryKind[] = [
  { kind: 'budgeting.paper-scanned', v: 1, says: 'budgeting.entry.paper-scanned' },
  { kind: 'budgeting.paper-scan-removed', v: 1, says: 'budgeting.entry.paper-scan-removed' },
]

/** Scans were put beside a batch: which sheets each shows, and its SHA-256, so that none is exchanged later. */
export function paperScanned(
  process: number,
  batch: number,
  scans: { first: number; last: number; digest: Buffer }[],
  day: PlainDay,
): Entry {
  const named = scans.map(({ first, last, digest }) => ({ first, last, sha256: digest.toString('hex') }))
  return { kind: 'budgeting.paper-scanned', v: 1, process, batch, scans: named, day }
}

/** One was taken out again before counting ended. */
export function paperScanRemoved(process: number, batch: number, digest: Buffer, day: PlainDay): Entry {
  return { kind: 'budgeting.paper-scan-removed', v: 1, process, batch, sha256: digest.toString('hex'), day }
}
