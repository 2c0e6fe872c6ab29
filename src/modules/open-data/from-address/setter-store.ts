import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'

/** Addresses that somebody gave. */
export async function setBy(db: Db | Tx, accountId: string): Promise<unknown[]> {
  const { rows } = await sql`
    SELECT d.name AS dataset, s.url, s.schedule, s.set_at AS "setAt"
    FROM open_data.file_source s JOIN open_data.distribution x ON x.id = s.distribution_id JOIN open_data.dataset d ON d.id = x.dataset_id
    WHERE s.set_by = ${accountId} ORDER BY s.set_at, s.distribution_id`.execute(db)
  return rows
}

export async function forgetSetter(tx: Tx, accountId: string): Promise<void> {
  await sql`UPDATE open_data.file_source SET set_by = NULL WHERE set_by = ${accountId}`.execute(tx)
}
