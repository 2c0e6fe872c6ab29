import { sql } from 'kysely'
import { type PublishedCounts, publishable } from '#commons/settings/small-numbers.ts'
import type { Db, Tx } from '#kernel/database/database.ts'

/** Makes a new version of the counts by unit where enough has changed. @param k of the house */
export async function publishUnits(tx: Tx, petitionIds: string[], k: number, now: Date): Promise<void> {
  const { rows } = await sql<{ id: string; exact: Record<string, number>; previous: PublishedCounts | null }>`
    SELECT u.petition_id AS id, jsonb_object_agg(u.unit_key, u.signatures) AS exact,
      (SELECT jsonb_build_object('k', v.k, 'total', v.total, 'cells', v.cells, 'exact', v.exact) FROM petitions.published_units v
        WHERE v.petition_id = u.petition_id) AS previous
    FROM petitions.unit_count u WHERE u.petition_id = ANY(${petitionIds}::uuid[]) GROUP BY u.petition_id`.execute(tx)
  const fresh = rows.flatMap(({ id, exact, previous }) => {
    const version = publishable(exact, k, previous ?? undefined)
    return version === previous ? [] : [{ id, ...version }]
  })
  if (fresh.length === 0) return
  await sql`
    INSERT INTO petitions.published_units (petition_id, k, total, cells, exact, published_at)
    SELECT id, k, total, cells, exact, ${now}
    FROM jsonb_to_recordset(${JSON.stringify(fresh)}::jsonb) AS row (id uuid, k integer, total integer, cells jsonb, exact jsonb)
    ON CONFLICT (petition_id) DO UPDATE SET k = excluded.k, total = excluded.total, cells = excluded.cells, exact = excluded.exact,
      published_at = excluded.published_at`.execute(tx)
}

/** What is told of units; undefined before the first signature was counted. Without the exact numbers. */
export async function publishedUnits(db: Db, petitionId: string): Promise<Omit<PublishedCounts, 'exact'> | undefined> {
  const { rows } = await sql<Omit<PublishedCounts, 'exact'>>`
    SELECT k, total, cells FROM petitions.published_units WHERE petition_id = ${petitionId}`.execute(db)
  return rows[0]
}
