import { recordOf } from '../ledger-entries.ts'
import type { RecordedRow } from './store.ts'

/** How the public log knows a signature, made anew each time: no stored link leads from a row to its entry. Null where the key was erased. */
export function recordOfRow(row: RecordedRow): Buffer | null {
  return row.recordKey && recordOf(row.recordKey, row)
}
