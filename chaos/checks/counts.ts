import { sql } from 'kysely'
import { checkCounts } from '#modules/petitions/recount/recount-log.ts'
import type { Check } from './check.ts'

/** The site's own check of everything: what it finds, a person would see beside the count. */
export const counts: Check = {
  name: 'counts',
  says: 'counters, rows and entries give the same numbers',
  async run({ services }) {
    await checkCounts(services)
    const { rows } = await sql<{ number: number | null; place: string; expected: unknown; found: unknown }>`
      SELECT p.number, d.place, d.expected, d.found FROM petitions.recount_difference d LEFT JOIN petitions.petition p ON p.id = d.petition_id
      WHERE d.healed_at IS NULL`.execute(services.db)
    const { rows: petitions } = await sql<{ n: number }>`SELECT count(*) AS n FROM petitions.petition`.execute(
      services.db,
    )
    return {
      looked: petitions[0]?.n ?? 0,
      wrong: rows.map(
        ({ number, place, expected, found }) =>
          `${number === null ? 'the log' : `petition ${number}`}, ${place}: ${JSON.stringify(found)}, by the log ${JSON.stringify(expected)}`,
      ),
    }
  },
}
