import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'

/** Which sources somebody added, and which readings they asked for. */
export async function harvestsBy(db: Db, accountId: string): Promise<unknown[]> {
  const { rows } = await sql`
    SELECT 'add' AS what, address, NULL::integer AS run, added_at AS at FROM open_data.harvest_source WHERE added_by = ${accountId}
    UNION ALL SELECT 'read', s.address, j.seq, j.asked_at FROM open_data.harvest_job j JOIN open_data.harvest_source s ON s.id = j.source_id
      WHERE j.asked_by = ${accountId}
    ORDER BY at`.execute(db)
  return rows
}

export async function forgetAsker(tx: Tx, accountId: string): Promise<void> {
  await sql`UPDATE open_data.harvest_source SET added_by = NULL WHERE added_by = ${accountId}`.execute(tx)
  await sql`UPDATE open_data.harvest_job SET asked_by = NULL WHERE asked_by = ${accountId}`.execute(tx)
}

/** Addresses of sources, for the record of acts. */
export async function addressesOf(db: Db, ids: string[]): Promise<{ id: string; address: string }[]> {
  const { rows } = await sql<{ id: string; address: string }>`
    SELECT id, address FROM open_data.harvest_source WHERE id::text = ANY (${ids}::text[])`.execute(db)
  return rows
}
