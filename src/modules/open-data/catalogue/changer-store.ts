import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'

/** What somebody did to descriptions of datasets. */
export async function changesBy(db: Db, accountId: string): Promise<unknown[]> {
  const { rows } = await sql`
    SELECT d.name AS dataset, h.act, h.at FROM open_data.dataset_history h JOIN open_data.dataset d ON d.id = h.dataset_id
    WHERE h.account_id = ${accountId} ORDER BY h.at, d.name, h.seq`.execute(db)
  return rows
}

export async function forgetChanger(tx: Tx, accountId: string): Promise<void> {
  await sql`UPDATE open_data.dataset_history SET account_id = NULL WHERE account_id = ${accountId}`.execute(tx)
  await sql`UPDATE open_data.dataset SET created_by = NULL WHERE created_by = ${accountId}`.execute(tx)
}
