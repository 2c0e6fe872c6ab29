import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'

export interface ClosingCheckpoint {
  size: number
  /** Root hash, 64 lower-case hexadecimal digits. */
  root: string
}

/**
 * The first checkpoint of the public log that holds the dice of a vote, and so every opened ballot: nobody could know its root when the
 * dice were entered, and nobody could enter others afterwards.
 *
 * @param process its number: others may enter dice at the same instant, and their entries come a moment later
 * @param thrownAt when the dice were entered; their entry carries the same instant
 * @returns null while no checkpoint holds them
 */
export async function closingCheckpoint(
  db: Db | Tx,
  process: number,
  thrownAt: Date,
): Promise<ClosingCheckpoint | null> {
  // From the last tree signed before: the log is long, and its entries are found by index.
  const { rows } = await sql<ClosingCheckpoint>`
    SELECT c.size, encode(c.root, 'hex') AS root FROM ledger.checkpoint c
    WHERE c.size > (
      SELECT e.index FROM ledger.entry e
      WHERE e.appended_at = ${thrownAt} AND e.kind = 'budgeting.dice-thrown'
        AND e.index >= coalesce((SELECT max(size) FROM ledger.checkpoint WHERE signed_at < ${thrownAt}), 0)
        AND (convert_from(e.body, 'UTF8')::jsonb ->> 'process')::bigint = ${process}
      ORDER BY e.index DESC LIMIT 1)
    ORDER BY c.size LIMIT 1`.execute(db)
  return rows[0] ?? null
}

/** The checkpoint with this root: of a lot that was drawn before, for counting again. */
export async function checkpointOf(db: Db | Tx, root: string): Promise<ClosingCheckpoint | null> {
  const { rows } = await sql<ClosingCheckpoint>`
    SELECT size, encode(root, 'hex') AS root FROM ledger.checkpoint WHERE root = decode(${root}, 'hex') ORDER BY size LIMIT 1`.execute(
    db,
  )
  return rows[0] ?? null
}
