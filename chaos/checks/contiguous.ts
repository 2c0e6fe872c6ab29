import { sql } from 'kysely'
import type { Check } from './check.ts'

export const contiguous: Check = {
  name: 'contiguous',
  says: 'entries are numbered without gap',
  async run({ services }) {
    const { rows } = await sql<{ entries: number; next: number; gap: number | null }>`
      SELECT (SELECT count(*) FROM ledger.entry) AS entries, next_index AS next, (
        SELECT min(n) FROM generate_series(0, next_index - 1) n WHERE NOT EXISTS (SELECT FROM ledger.entry WHERE index = n)
      ) AS gap FROM ledger.log`.execute(services.db)
    const { entries, next, gap } = rows[0] as { entries: number; next: number; gap: number | null }
    const wrong = []
    if (gap !== null) wrong.push(`there is no entry ${gap}`)
    if (entries !== next) wrong.push(`${entries} entries, and the next is to be number ${next}`)
    return { looked: entries, wrong }
  },
}
