import { sql } from 'kysely'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import { type PublishedCounts, publishable } from '#commons/settings/small-numbers.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import { unitsTold } from '../ledger-entries.ts'

/** Makes a new version of the counts by unit where enough has changed, and tells it in the public log. @param k of the house */
export async function publishUnits(
  tx: Tx,
  petitionIds: string[],
  k: number,
  { now, today }: { now: Date; today: PlainDay },
): Promise<void> {
  const { rows } = await sql<{
    id: string
    number: number
    exact: Record<string, number>
    previous: PublishedCounts | null
  }>`
    SELECT u.petition_id AS id, p.number, jsonb_object_agg(u.unit_key, u.signatures) AS exact,
      (SELECT jsonb_build_object('k', v.k, 'total', v.total, 'cells', v.cells, 'exact', v.exact) FROM petitions.published_units v
        WHERE v.petition_id = u.petition_id) AS previous
    FROM petitions.unit_count u JOIN petitions.petition p ON p.id = u.petition_id
    WHERE u.petition_id = ANY(${petitionIds}::uuid[]) GROUP BY u.petition_id, p.number`.execute(tx)
  const fresh = rows.flatMap(({ id, number, exact, previous }) => {
    const version = publishable(exact, k, previous ?? undefined)
    return version === previous ? [] : [{ id, number, ...version }]
  })
  if (fresh.length === 0) return
  await sql`
    INSERT INTO petitions.published_units (petition_id, k, total, cells, exact, published_at)
    SELECT id, k, total, cells, exact, ${now}
    FROM jsonb_to_recordset(${JSON.stringify(fresh)}::jsonb) AS row (id uuid, k integer, total integer, cells jsonb, exact jsonb)
    ON CONFLICT (petition_id) DO UPDATE SET k = excluded.k, total = excluded.total, cells = excluded.cells, exact = excluded.exact,
      published_at = excluded.published_at`.execute(tx)
  appendEntries(
    tx,
    fresh.map((version) => unitsTold(version.number, version, today)),
    now,
  )
}

/** What is told of units; undefined before the first signature was counted. Without the exact numbers. */
export async function publishedUnits(db: Db, petitionId: string): Promise<Omit<PublishedCounts, 'exact'> | undefined> {
  const { rows } = await sql<Omit<PublishedCounts, 'exact'>>`
    SELECT k, total, cells FROM petitions.published_units WHERE petition_id = ${petitionId}`.execute(db)
  return rows[0]
}
