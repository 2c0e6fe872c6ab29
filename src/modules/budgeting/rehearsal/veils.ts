import { sql } from 'kysely'
import { seenByOf } from '#commons/processes/rehearsal/veil.ts'
import type { Veil } from '#kernel/http/veil.ts'

/** Ideas in the rehearsal of a draft are for those who see the draft; also moderators do not find them by their number. */
export const ideaVeils: Veil[] = ['/ideas/:number', '/work/published-ideas/:number'].map((path) => ({
  path,
  seenBy: (db, { number }) =>
    seenByOf(db, sql`p.id = (SELECT process_id FROM budgeting.idea WHERE number = ${number})`),
}))
