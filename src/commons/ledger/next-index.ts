import { sql } from 'kysely'
import type { Db } from '#kernel/database/database.ts'

/** How many entries the public log has. */
export async function nextIndex(db: Db): Promise<number> {
  const { rows } = await sql<{ next: number }>`SELECT next_index AS next FROM ledger.log`.execute(db)
  return rows[0]?.next ?? 0
}
