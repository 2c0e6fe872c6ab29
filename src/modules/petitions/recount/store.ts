import { sql } from 'kysely'
import type { Tx } from '#kernel/database/database.ts'
import { newId } from '#kernel/ids.ts'
import type { Recounted } from './recount.ts'

/** Tables that are compared with the log; `log` itself for a gap in it. */
export const places = ['log', 'count', 'listing', 'totals', 'days', 'units', 'rows', 'paper'] as const
export type Place = (typeof places)[number]

export interface Difference {
  petitionId: string | null
  place: Place
  expected: Record<string, number>
  found: Record<string, number>
}

/** How many entries the sums hold. */
export async function entriesSummed(tx: Tx): Promise<number> {
  const { rows } = await sql<{ entries: number }>`SELECT entries FROM petitions.recount_run`.execute(tx)
  return rows[0]?.entries ?? 0
}

/**
 * Keeps what was read of the log.
 *
 * @param anew the sums are those of the whole log; else they are added to what is kept
 * @returns how many of the petitions named are known
 */
export async function keepSums(tx: Tx, sums: Map<number, Recounted>, entries: number, anew: boolean): Promise<number> {
  if (!anew && (await entriesSummed(tx)) === entries) return 0
  const rows = [...sums].map(([number, sum]) => ({ number, ...sum }))
  if (anew)
    await sql`UPDATE petitions.recount SET email = 0, strong = 0, signed = 0, paper = 0, named_in = 0`.execute(tx)
  const { rows: known } = await sql`
    INSERT INTO petitions.recount AS r (petition_id, email, strong, signed, paper, named_in)
    SELECT p.id, s.email, s.strong, s.signed, s.paper, s."namedIn"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS s (number bigint, email integer, strong integer, signed integer, paper integer, "namedIn" bigint)
    JOIN petitions.petition p ON p.number = s.number
    ON CONFLICT (petition_id) DO UPDATE SET email = r.email + excluded.email, strong = r.strong + excluded.strong,
      signed = r.signed + excluded.signed, paper = r.paper + excluded.paper, named_in = excluded.named_in
    RETURNING 1`.execute(tx)
  await sql`
    INSERT INTO petitions.recount_run (entries) VALUES (${entries})
    ON CONFLICT (single) DO UPDATE SET entries = excluded.entries`.execute(tx)
  return known.length
}

/**
 * Marks as recounted, up to this index, each petition whose numbers agree and of which nothing is held that the log was not told. While
 * deltas wait for the fold the mark waits too, or it would be ahead of the count beside it; where signing never pauses it waits a minute.
 */
export async function stampRecounted(
  tx: Tx,
  { index, now, all }: { index: number; now: Date; all: boolean },
): Promise<void> {
  const minuteAgo = new Date(now.getTime() - 60_000)
  await sql`
    WITH untold AS (
      SELECT petition_id FROM (
        SELECT petition_id, level, 1 AS signatures FROM petitions.signature WHERE hold_id IS NOT NULL AND ended_at IS NULL
        UNION ALL SELECT petition_id, level, -signatures FROM petitions.held_told
      ) held GROUP BY petition_id, level HAVING sum(signatures) <> 0
    )
    UPDATE petitions.recount r SET recounted_index = ${index}, recounted_at = ${now}, recounted_email = email, recounted_strong = strong,
      recounted_signed = signed
    WHERE ${all ? sql`r.named_in > 0` : sql`r.named_in > coalesce(r.recounted_index, 0)`}
      AND NOT EXISTS (SELECT 1 FROM untold u WHERE u.petition_id = r.petition_id)
      AND (r.recounted_at < ${minuteAgo} OR NOT EXISTS (SELECT 1 FROM petitions.signature_delta d WHERE d.petition_id = r.petition_id))
      AND NOT EXISTS (SELECT 1 FROM petitions.recount_difference f WHERE f.petition_id = r.petition_id AND f.healed_at IS NULL)`.execute(
    tx,
  )
}

/**
 * Keeps the differences found in the places that were compared; those no longer found there are healed.
 *
 * @returns the new ones
 */
export async function keepDifferences(
  tx: Tx,
  compared: Place[],
  differences: Difference[],
  now: Date,
): Promise<{ petition: number | null; place: Place }[]> {
  const found = sql`jsonb_to_recordset(${JSON.stringify(differences.map((one) => ({ id: newId(now), ...one })))}::jsonb)
    AS d (id uuid, "petitionId" uuid, place text, expected jsonb, found jsonb)`
  await sql`
    UPDATE petitions.recount_difference o SET healed_at = ${now}
    WHERE healed_at IS NULL AND place = ANY(${compared}::text[])
      AND NOT EXISTS (SELECT 1 FROM ${found} WHERE d."petitionId" IS NOT DISTINCT FROM o.petition_id AND d.place = o.place)`.execute(
    tx,
  )
  if (differences.length === 0) return []
  const { rows } = await sql<{ petition: number | null; place: Place }>`
    WITH kept AS (
      INSERT INTO petitions.recount_difference AS o (id, petition_id, place, expected, found, found_at)
      SELECT d.id, d."petitionId", d.place, d.expected, d.found, ${now}::timestamptz FROM ${found}
      ON CONFLICT (petition_id, place) WHERE healed_at IS NULL DO UPDATE SET expected = excluded.expected, found = excluded.found
      RETURNING petition_id, place, found_at
    )
    SELECT p.number AS petition, place FROM kept LEFT JOIN petitions.petition p ON p.id = kept.petition_id WHERE found_at = ${now}`.execute(
    tx,
  )
  return rows
}

export async function keepCheck(tx: Tx, check: { index: number; at: Date; ms: number }): Promise<void> {
  await sql`
    UPDATE petitions.recount_run SET checked_index = ${check.index}, checked_at = ${check.at}, checked_ms = ${check.ms}`.execute(
    tx,
  )
}
