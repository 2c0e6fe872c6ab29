import type { Entry } from '#commons/ledger/append-entry.ts'
import type { EntryKind } from '#commons/ledger/entry-kinds.ts'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import type { Version } from './version.ts'

export const ledgerEntries: EntryKind[] = [
  { kind: 'open-data.data-version', v: 1, says: 'open-data.ingest.entry.data-version' },
]

/** These bytes are what everybody gets of a distribution from now on; `rows`: of all tables that were found in them. */
export function dataVersion(
  dataset: string,
  { distributionId, seq, sha256, rows }: Pick<Version, 'distributionId' | 'seq' | 'sha256'> & { rows: number },
  day: PlainDay,
): Entry {
  const hash = Buffer.from(sha256, 'hex').toString('base64url')
  return {
    kind: 'open-data.data-version',
    v: 1,
    dataset,
    distribution: distributionId,
    version: seq,
    sha256: hash,
    rows,
    day,
  }
}
