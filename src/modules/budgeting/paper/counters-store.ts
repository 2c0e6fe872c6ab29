import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Localised } from '#kernel/i18n/lang.ts'

/** Where and when one votes on paper, and how one asks for a visit at home (null: nobody comes). */
export interface Counters {
  counters: Localised
  home: Localised | null
}

export async function countersOf(db: Db | Tx, processId: string): Promise<Counters | null> {
  const { rows } = await sql<Counters>`
    SELECT counters, home FROM budgeting.paper_counters WHERE process_id = ${processId}`.execute(db)
  return rows[0] ?? null
}

export async function keepCounters(tx: Tx, processId: string, { counters, home }: Counters, now: Date): Promise<void> {
  await sql`
    INSERT INTO budgeting.paper_counters (process_id, counters, home, said_at)
    VALUES (${processId}, ${JSON.stringify(counters)}::jsonb, ${home && JSON.stringify(home)}::jsonb, ${now})
    ON CONFLICT (process_id) DO UPDATE SET counters = excluded.counters, home = excluded.home, said_at = excluded.said_at`.execute(
    tx,
  )
}
