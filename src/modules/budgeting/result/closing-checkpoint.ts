import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'

export interface ClosingCheckpoint {
  size: number
  /** Root hash, 64 lower-case hexadecimal digits. */
  root: string
}

/**
 * The first checkpoint of the public log that holds every opened ballot of a vote: nobody could know its root while people voted.
 *
 * @param process its number: other votes may close at the same instant, and their entries come a moment later
 * @param closedAt of the vote's phase, or when its paper was counted to the end: the entries that open ballots carry the same instant
 * @returns null while no checkpoint holds them
 */
export async function closingCheckpoint(
  db: Db | Tx,
  process: number,
  closedAt: Date,
): Promise<ClosingCheckpoint | null> {
  // From the last tree signed before the close: the log is long, and its entries are found by index.
  const { rows } = await sql<ClosingCheckpoint>`
    SELECT c.size, encode(c.root, 'hex') AS root FROM ledger.checkpoint c
    WHERE c.size > (
      SELECT e.index FROM ledger.entry e
      WHERE e.appended_at = ${closedAt} AND e.kind IN ('processes.phase-closed', 'budgeting.ballots-opened', 'budgeting.ballots-counted',
          'budgeting.ballots-replaced', 'budgeting.paper-finished')
        AND e.index >= coalesce((SELECT max(size) FROM ledger.checkpoint WHERE signed_at < ${closedAt}), 0)
        AND (convert_from(e.body, 'UTF8')::jsonb ->> 'process')::bigint = ${process}
      ORDER BY e.index DESC LIMIT 1)
    ORDER BY c.size LIMIT 1`.execute(db)
  return rows[0] ?? null
}
