import { sql } from 'kysely'
import type { Tx } from '#kernel/database/database.ts'

/** A log without an entry, for a demo whose tables have been emptied; a migration begins the first one. */
export async function beginLog(tx: Tx): Promise<void> {
  await sql`INSERT INTO ledger.log (next_index) VALUES (0)`.execute(tx)
}
