import type { Db } from '#kernel/database/database.ts'
import type { MarkView } from './replies.ts'
import { findMark, recountOf } from './store.ts'

/**
 * What stands beside the numbers of a budget: of its vote, of all its ideas, or of one of them.
 *
 * @param since a recount before this moment (the close, the count) says nothing of what is shown now; null for any
 */
export async function readMark(
  db: Db,
  processId: string,
  of: Parameters<typeof findMark>[2],
  since: Date | null,
): Promise<MarkView> {
  const row = await findMark(db, processId, of)
  const recounted = recountOf(row, since)
  return {
    recounted: recounted && {
      index: recounted.entries,
      at: recounted.at.toISOString(),
      ballots: row.ballots ?? 0,
      commitments: row.commitments ?? 0,
    },
    disagrees: row.disagreesSince && { since: row.disagreesSince.toISOString() },
  }
}
