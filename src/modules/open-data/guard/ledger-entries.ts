import type { Entry } from '#commons/ledger/append-entry.ts'
import type { EntryKind } from '#commons/ledger/entry-kinds.ts'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import type { Tx } from '#kernel/database/database.ts'
import { consequences } from './kinds.ts'
import { findSearch } from './store.ts'

export const ledgerEntries: EntryKind[] = [
  { kind: 'open-data.personal-data', v: 1, says: 'open-data.guard.entry.personal-data' },
]

/** That a version is published with personal data on a legal basis that two people answer for: which kinds, and nothing of the data. None, mostly. */
export async function personalDataEntries(
  tx: Tx,
  dataset: string,
  version: { id: string; distributionId: string; seq: number },
  day: PlainDay,
): Promise<Entry[]> {
  const findings = (await findSearch(tx, version.id))?.findings ?? []
  const kinds = new Set(findings.map(({ found }) => found).filter((found) => consequences[found] === 'asks'))
  if (kinds.size === 0) return []
  return [
    {
      ...{ kind: 'open-data.personal-data', v: 1, dataset, distribution: version.distributionId, version: version.seq },
      ...{ kinds: [...kinds].sort(), day },
    },
  ]
}
