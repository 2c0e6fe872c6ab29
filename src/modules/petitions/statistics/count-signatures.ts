import { sql } from 'kysely'
import type { Tx } from '#kernel/database/database.ts'

const BATCH = 250

/**
 * Sums over all petitions, some hundred at a time: no statement of it holds a core for long, whatever the size of the house.
 *
 * @param tx sees one moment of the database in all its statements (REPEATABLE READ), or the sums would not agree
 */
export async function countSignatures(
  tx: Tx,
): Promise<{ byMonth: Map<string, number>; byUnit: Record<string, number> }> {
  const byMonth = new Map<string, number>()
  const byUnit: Record<string, number> = {}
  for await (const ids of idsInBatches(tx)) {
    for (const { month, signatures } of await monthsOf(tx, ids))
      byMonth.set(month, (byMonth.get(month) ?? 0) + signatures)
    for (const { unit, signatures } of await unitsOf(tx, ids)) byUnit[unit] = (byUnit[unit] ?? 0) + signatures
  }
  return { byMonth, byUnit }
}

async function* idsInBatches(tx: Tx): AsyncIterable<string[]> {
  let after: string | null = null
  for (;;) {
    const { rows } = (await sql<{ id: string }>`
      SELECT petition_id AS id FROM petitions.signature_count
      ${after === null ? sql`` : sql`WHERE petition_id > ${after}`} ORDER BY petition_id LIMIT ${BATCH}`.execute(
      tx,
    )) as {
      rows: { id: string }[]
    }
    if (rows.length > 0) yield rows.map(({ id }) => id)
    if (rows.length < BATCH) return
    after = rows.at(-1)?.id ?? null
  }
}

async function monthsOf(tx: Tx, ids: string[]): Promise<{ month: string; signatures: number }[]> {
  const { rows } = await sql<{ month: string; signatures: number }>`
    SELECT to_char(day, 'YYYY-MM') AS month, sum(signatures)::integer AS signatures FROM (
      SELECT day, sum(signatures) AS signatures FROM petitions.signature_total
      WHERE petition_id = ANY(${ids}::uuid[]) GROUP BY day) days
    GROUP BY 1`.execute(tx)
  return rows
}

async function unitsOf(tx: Tx, ids: string[]): Promise<{ unit: string; signatures: number }[]> {
  const { rows } = await sql<{ unit: string; signatures: number }>`
    SELECT unit_key AS unit, sum(signatures)::integer AS signatures FROM petitions.unit_count
    WHERE petition_id = ANY(${ids}::uuid[]) GROUP BY unit_key`.execute(tx)
  return rows
}
