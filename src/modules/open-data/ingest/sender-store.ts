import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'

/** What somebody sent. */
export async function uploadsOf(db: Db | Tx, accountId: string): Promise<unknown[]> {
  const { rows } = await sql`
    SELECT d.name AS dataset, v.seq AS version, v.file_name AS "fileName", v.size, v.created_at AS "sentAt"
    FROM open_data.version v JOIN open_data.distribution x ON x.id = v.distribution_id JOIN open_data.dataset d ON d.id = x.dataset_id
    WHERE v.created_by = ${accountId} ORDER BY v.created_at, v.id`.execute(db)
  return rows
}

/** That somebody sent a file is not told any more; what was not sent to the end goes. */
export async function forgetSender(tx: Tx, accountId: string): Promise<void> {
  await sql`UPDATE open_data.version SET created_by = NULL WHERE created_by = ${accountId}`.execute(tx)
  await sql`DELETE FROM open_data.upload WHERE account_id = ${accountId}`.execute(tx)
}
