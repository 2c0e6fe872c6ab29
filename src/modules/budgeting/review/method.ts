import { sql } from 'kysely'
import type { Method } from '#commons/processes/methods.ts'

export const reviewMethod: Method = {
  name: 'budgeting.review',
  async figures(db, process) {
    const { rows } = await sql<{ accepted: number; refused: number }>`
      SELECT count(*) FILTER (WHERE state IN ('accepted', 'on-ballot')) AS accepted,
        count(*) FILTER (WHERE state IN ('refused', 'appealed', 'refused-finally')) AS refused
      FROM budgeting.idea WHERE process_id = ${process.id}`.execute(db)
    const { accepted = 0, refused = 0 } = rows[0] ?? {}
    return accepted + refused === 0
      ? []
      : [
          { value: accepted, of: 'budgeting.review.figure.accepted' },
          { value: refused, of: 'budgeting.review.figure.refused' },
        ]
  },
}
