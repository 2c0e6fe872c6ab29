import type { Db } from '#kernel/database/database.ts'
import type { MarkView } from './replies.ts'
import { findMark, notBefore } from './store.ts'

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
  const { entries, ballots, commitments, disagreesSince, ...mark } = await findMark(db, processId, of)
  const recountedAt = notBefore(since, mark.recountedAt)
  return {
    recounted:
      entries === null || recountedAt === null
        ? null
        : { index: entries, at: recountedAt.toISOString(), ballots: ballots ?? 0, commitments: commitments ?? 0 },
    disagrees: disagreesSince && { since: disagreesSince.toISOString() },
  }
}
