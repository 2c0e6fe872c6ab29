import { sql } from 'kysely'
import type { Tx } from '#kernel/database/database.ts'

/**
 * Rows of a table that were taken from it, as the database counts them: for a difference within one transaction, as the first number has also
 * what the connection did just before it. @param table with its schema
 */
export async function rowsRead(tx: Tx, table: string): Promise<number> {
  const { rows } = await sql<{ read: number }>`
    SELECT seq_tup_read + idx_tup_fetch AS read FROM pg_stat_xact_user_tables WHERE relid = ${table}::regclass`.execute(
    tx,
  )
  return Number(rows[0]?.read)
}
