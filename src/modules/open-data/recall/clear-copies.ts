import type { Tx } from '#kernel/database/database.ts'
import { transact } from '#kernel/database/transact.ts'
import { namedByRows } from '#kernel/files/forget-unused.ts'
import type { Services } from '#kernel/http/context.ts'
import type { Job } from '#kernel/jobs/jobs.ts'
import { copiesLeft, holdBytes, markCleared, namedHere } from './copies-store.ts'
import { forgetUnnamed } from './follow-recalls.ts'

const BATCH = 200

/**
 * Removes the kept files of what was taken down: bytes as they came, Parquet, reports. A file that a version which stands, or another room,
 * still names stays. What each process made of them on its own disk goes by {@link followRecalls}.
 */
export async function clearCopies(services: Services): Promise<void> {
  const hashes = await copiesLeft(services.db, BATCH)
  await forgetUnnamed(services, hashes)
  for (const hash of hashes)
    await transact(services.db, async (tx) => {
      await holdBytes(tx, hash)
      if (!(await isNamed(tx, hash))) await services.files.remove(hash)
      await markCleared(tx, hash, services.clock.now())
    })
}

/** Those of this room say it by themselves: a version that was taken down still says which hash it had. */
async function isNamed(tx: Tx, hash: string): Promise<boolean> {
  if ((await namedHere(tx, [hash])).has(hash)) return true
  const own = ['open_data.version', 'open_data.table_version', 'open_data.reject_report']
  return (await namedByRows(tx, [hash], own)).has(hash)
}

/** Enqueued by each act that takes something down; a timer sees to what it left. */
export const clearCopiesJob: Job<null> = {
  name: 'open-data.clear-recalled',
  repeat: 'removes only files that nothing names any more, and marks them',
  run: (services) => clearCopies(services),
}
