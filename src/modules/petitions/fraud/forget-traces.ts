import { sql } from 'kysely'
import { after } from '#kernel/clock.ts'
import type { Services } from '#kernel/http/context.ts'

export const TRACE_DAYS = 30
const BATCH = 5000

/** Deletes where signatures came from, 30 days after. Safe to repeat. */
export async function forgetTraces({ db, clock }: Pick<Services, 'db' | 'clock'>): Promise<void> {
  const before = after(clock.now(), -TRACE_DAYS * 86_400)
  for (;;) {
    const { rows } = await sql`
      UPDATE petitions.signature s SET source_hash = NULL, domain_hash = NULL
      FROM (
        SELECT petition_id, id FROM petitions.signature
        WHERE confirmed_at < ${before} AND (source_hash IS NOT NULL OR domain_hash IS NOT NULL) ORDER BY confirmed_at LIMIT ${BATCH}
      ) old WHERE s.petition_id = old.petition_id AND s.id = old.id RETURNING 1`.execute(db)
    if (rows.length < BATCH) break
  }
  await sql`DELETE FROM petitions.trend WHERE hour < ${before}`.execute(db)
  await sql`UPDATE petitions.hold SET hash = '' WHERE closed_at < ${before} AND hash <> ''`.execute(db)
}
