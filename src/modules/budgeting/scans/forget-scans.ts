import { eachApart } from '#kernel/each-apart.ts'
import type { Services } from '#kernel/http/context.ts'
import { oldScans, removeScanRow } from './store.ts'

/** Deletes scans together with what was read of them sheet by sheet (`paper/forget-readings.ts`). Their hashes stay in the log. Safe to repeat. */
export async function forgetScans({ db, files }: Pick<Services, 'db' | 'files'>, closedBefore: Date): Promise<void> {
  await eachApart(await oldScans(db, closedBefore), async ({ id, sha256 }) => {
    // The file first: whatever stops us between the two, the next run finds the row.
    await files.remove(sha256)
    await removeScanRow(db, id)
  })
}
