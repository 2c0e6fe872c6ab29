import type { Tx } from '#kernel/database/database.ts'
import { enqueue } from '#kernel/jobs/jobs.ts'
import { clearCopiesJob } from './clear-copies.ts'
import { addCopiesOfRecalled } from './copies-store.ts'

/** A version was taken down while it was being read: what its reader has just kept, and no row names, goes as well. */
export async function clearUnkept(
  tx: Tx,
  versionId: string,
  put: { sha256: string; report: string | null }[],
  now: Date,
): Promise<void> {
  const hashes = put.flatMap(({ sha256, report }) => (report === null ? [sha256] : [sha256, report]))
  if (await addCopiesOfRecalled(tx, versionId, hashes, now)) await enqueue(tx, clearCopiesJob, null)
}
