import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'

export interface FoundEntry {
  index: number
  /** The bytes that are hashed. */
  body: Buffer
  appendedAt: Date
}

/**
 * The first entry that names a record: for a signature, that of its confirmation.
 *
 * @param record the keyed hash of a row, made again from the row and its key; without the key nobody finds the entry
 */
export async function findEntryOf(db: Db | Tx, record: Buffer): Promise<FoundEntry | undefined> {
  const { rows } = await sql<FoundEntry>`
    SELECT index, body, appended_at AS "appendedAt" FROM ledger.entry WHERE record = ${record} ORDER BY index LIMIT 1`.execute(
    db,
  )
  return rows[0]
}
