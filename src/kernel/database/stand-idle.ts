import { sql } from 'kysely'
import type { Tx } from './database.ts'

/** Lets a transaction stand idle for a quarter of an hour, not the usual half minute: while a thread works for it. */
export async function mayStandIdle(tx: Tx): Promise<void> {
  await sql`SET LOCAL idle_in_transaction_session_timeout = '15min'`.execute(tx)
}
