import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'

/** What somebody took down, corrected and closed. */
export async function actsOf(db: Db, accountId: string): Promise<unknown[]> {
  const { rows } = await sql`
    SELECT done.what, d.name AS dataset, done.seq AS version, done.at FROM (
      SELECT 'recall' AS what, v.distribution_id, v.seq, r.recalled_at AS at FROM open_data.recall r JOIN open_data.version v ON v.id = r.version_id
        WHERE r.account_id = ${accountId}
      UNION ALL SELECT 'correct', v.distribution_id, v.seq, e.published_at FROM open_data.erratum e JOIN open_data.version v ON v.id = e.version_id
        WHERE e.account_id = ${accountId}
    ) done JOIN open_data.distribution x ON x.id = done.distribution_id JOIN open_data.dataset d ON d.id = x.dataset_id
    UNION ALL SELECT 'close-breach', d.name, NULL, b.closed_at FROM open_data.breach b JOIN open_data.dataset d ON d.id = b.dataset_id
      WHERE b.account_id = ${accountId}
    ORDER BY at`.execute(db)
  return rows
}

export async function forgetActor(tx: Tx, accountId: string): Promise<void> {
  await sql`UPDATE open_data.recall SET account_id = NULL WHERE account_id = ${accountId}`.execute(tx)
  await sql`UPDATE open_data.erratum SET account_id = NULL WHERE account_id = ${accountId}`.execute(tx)
  await sql`UPDATE open_data.breach SET account_id = NULL WHERE account_id = ${accountId}`.execute(tx)
}
