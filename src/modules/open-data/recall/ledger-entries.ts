import type { Entry } from '#commons/ledger/append-entry.ts'
import type { EntryKind } from '#commons/ledger/entry-kinds.ts'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import type { RecallReason } from './recall.ts'

export const ledgerEntries: EntryKind[] = [
  { kind: 'open-data.data-recalled', v: 1, says: 'open-data.recall.entry.data-recalled' },
  { kind: 'open-data.data-corrected', v: 1, says: 'open-data.recall.entry.data-corrected' },
]

interface Of {
  dataset: string
  distributionId: string
  seq: number
  sha256: string
}

/** These bytes are no longer given to anybody. The words of the reason stand on the dataset's page. */
export function dataRecalled({ dataset, distributionId, seq, sha256 }: Of, reason: RecallReason, day: PlainDay): Entry {
  const hash = Buffer.from(sha256, 'hex').toString('base64url')
  return {
    ...{ kind: 'open-data.data-recalled', v: 1, dataset, distribution: distributionId, version: seq },
    ...{ sha256: hash, reason, day },
  }
}

/** Something in this version was wrong. @param replacedBy number of the version that is right; null: none yet */
export function dataCorrected(
  { dataset, distributionId, seq }: Omit<Of, 'sha256'>,
  replacedBy: number | null,
  day: PlainDay,
): Entry {
  return {
    ...{ kind: 'open-data.data-corrected', v: 1, dataset, distribution: distributionId, version: seq },
    ...{ replacedBy, day },
  }
}
