import type { Entry } from '#commons/ledger/append-entry.ts'
import type { EntryKind } from '#commons/ledger/entry-kinds.ts'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'

export const ledgerEntries: EntryKind[] = [
  { kind: 'open-data.dataset-published', v: 1, says: 'open-data.catalogue.entry.dataset-published' },
  { kind: 'open-data.dataset-withdrawn', v: 1, says: 'open-data.catalogue.entry.dataset-withdrawn' },
]

interface Of {
  dataset: string
  /** Slug of the institution. */
  organisation: string
}

/** @param again it had been public before and was withdrawn */
export function datasetPublished({ dataset, organisation }: Of, again: boolean, day: PlainDay): Entry {
  return { kind: 'open-data.dataset-published', v: 1, dataset, organisation, again, day }
}

/** The reason stands on the dataset's page. */
export function datasetWithdrawn({ dataset, organisation }: Of, day: PlainDay): Entry {
  return { kind: 'open-data.dataset-withdrawn', v: 1, dataset, organisation, day }
}
