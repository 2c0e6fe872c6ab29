import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'

/** What somebody wrote into inventories. */
export async function writtenBy(db: Db, accountId: string): Promise<unknown[]> {
  const { rows } = await sql`
    SELECT h.title->>'ro' AS title, y.act, y.at FROM open_data.holding_history y JOIN open_data.holding h ON h.id = y.holding_id
    WHERE y.account_id = ${accountId} ORDER BY y.at, h.number`.execute(db)
  return rows
}

export async function forgetKeeper(tx: Tx, accountId: string): Promise<void> {
  await sql`UPDATE open_data.holding_history SET account_id = NULL WHERE account_id = ${accountId}`.execute(tx)
}
