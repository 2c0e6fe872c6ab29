import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import { transact } from '#kernel/database/transact.ts'
import type { Services } from '#kernel/http/context.ts'

/** Counts one asked signature for its day. An appended row: an UPDATE per request would make all of them wait for one row. */
export async function tallyRequest(tx: Tx, petitionId: string, day: string): Promise<void> {
  await sql`INSERT INTO petitions.request_delta (petition_id, day) VALUES (${petitionId}, ${day})`.execute(tx)
}

/** Moves what was appended into the totals. */
export async function foldRequests(services: Services): Promise<void> {
  await transact(services.db, async (tx) => {
    await sql`
      WITH moved AS (DELETE FROM petitions.request_delta RETURNING petition_id, day)
      INSERT INTO petitions.request_total AS t (petition_id, day, requests)
      SELECT petition_id, day, count(*) FROM moved GROUP BY petition_id, day
      ON CONFLICT (petition_id, day) DO UPDATE SET requests = t.requests + excluded.requests`.execute(tx)
  })
}

/** Asked signatures by day, also those not folded yet. */
export async function requestsByDay(db: Db, petitionId: string): Promise<{ day: string; requests: number }[]> {
  const { rows } = await sql<{ day: string; requests: number }>`
    SELECT day, sum(requests)::integer AS requests FROM (
      SELECT day, requests FROM petitions.request_total WHERE petition_id = ${petitionId}
      UNION ALL SELECT day, 1 FROM petitions.request_delta WHERE petition_id = ${petitionId}
    ) both_kinds GROUP BY day ORDER BY day`.execute(db)
  return rows
}
