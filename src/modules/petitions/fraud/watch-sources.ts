import { sql } from 'kysely'
import type { Services } from '#kernel/http/context.ts'

/** Signatures of one source or domain on one petition in an hour: from the first on they are logged, from the second shown to moderators. */
export const LOGGED = 100
export const SHOWN = 200
const HOUR = 3_600_000

/** Looks at the last whole hour. Safe to repeat: an hour is written once. */
export async function watchSources({ db, clock, log }: Pick<Services, 'db' | 'clock' | 'log'>): Promise<void> {
  const until = new Date(Math.floor(clock.now().getTime() / HOUR) * HOUR)
  const from = new Date(until.getTime() - HOUR)
  const { rows } = await sql<{ number: number; kind: string; signatures: number }>`
    WITH seen AS (
      SELECT petition_id, t.kind, t.hash, count(*)::integer AS signatures
      FROM petitions.signature s CROSS JOIN LATERAL (VALUES ('source', s.source_hash), ('domain', s.domain_hash)) AS t (kind, hash)
      WHERE s.confirmed_at >= ${from} AND s.confirmed_at < ${until} AND (s.source_hash IS NOT NULL OR s.domain_hash IS NOT NULL)
        AND t.hash IS NOT NULL
      GROUP BY petition_id, t.kind, t.hash HAVING count(*) >= ${LOGGED}
    ), kept AS (
      INSERT INTO petitions.trend (petition_id, kind, hash, hour, signatures)
      SELECT petition_id, kind, hash, ${from}, signatures FROM seen ON CONFLICT DO NOTHING RETURNING petition_id, kind, signatures
    )
    SELECT p.number, kept.kind, kept.signatures FROM kept JOIN petitions.petition p ON p.id = kept.petition_id`.execute(
    db,
  )
  for (const { number, kind, signatures } of rows)
    log.warn({ petition: number, kind, signatures }, 'many signatures from one place in an hour')
}
