import type { Entry } from '#commons/ledger/append-entry.ts'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'

interface Batch {
  number: number
  authority: string
  signatures: number
  scansHash: Buffer
}

/** Signatures on paper that two officers found alike. `scans` is a salted hash: deleting the scans later leaves it valid. */
export function paperBatch(batch: Batch, day: PlainDay): Entry {
  return entry('petitions.paper-batch', batch, day)
}

/** The batch with the same `scans` no longer counts. */
export function paperBatchEnded(batch: Batch, day: PlainDay): Entry {
  return entry('petitions.paper-batch-ended', batch, day)
}

function entry(kind: string, { number, authority, signatures, scansHash }: Batch, day: PlainDay): Entry {
  return { kind, v: 1, petition: number, authority, signatures, scans: scansHash.toString('base64url'), day }
}
