import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import { transact } from '#kernel/database/transact.ts'
import type { Services } from '#kernel/http/context.ts'
import type { Category, IdeaState } from './idea.ts'

// Deltas are written by triggers (migration budgeting_counts). What is read is the total and what is not folded yet, in one statement: right
// at any moment, and a few rows whatever the vote. Ballots: vote/store.ts.

export interface IdeaCount {
  state: IdeaState
  category: Category
  ideas: number
  supports: number
}

/** How many ideas of a process there are in each state and category, and how often they are supported. */
export async function ideaCountsOf(db: Db | Tx, processId: string): Promise<IdeaCount[]> {
  const { rows } = await sql<IdeaCount>`
    SELECT state, category, sum(ideas)::bigint AS ideas, sum(supports)::bigint AS supports FROM (
      SELECT state, category, ideas, supports FROM budgeting.idea_count WHERE process_id = ${processId}
      UNION ALL SELECT state, category, ideas, supports FROM budgeting.idea_delta WHERE process_id = ${processId}) AS one
    GROUP BY state, category HAVING sum(ideas) <> 0`.execute(db)
  return rows
}

/** Moves deltas into the totals. DELETE … RETURNING takes exactly the rows that are committed now: none is lost, none is counted twice. */
export async function foldCounts({ db }: Services): Promise<void> {
  await transact(db, async (tx) => {
    await sql`
      WITH moved AS (DELETE FROM budgeting.ballot_delta RETURNING process_id, change)
      INSERT INTO budgeting.ballot_count AS c (process_id, ballots)
      SELECT process_id, sum(change) FROM moved GROUP BY process_id
      ON CONFLICT (process_id) DO UPDATE SET ballots = c.ballots + excluded.ballots`.execute(tx)
    await sql`
      WITH moved AS (DELETE FROM budgeting.idea_delta RETURNING process_id, state, category, ideas, supports)
      INSERT INTO budgeting.idea_count AS c (process_id, state, category, ideas, supports)
      SELECT process_id, state, category, sum(ideas), sum(supports) FROM moved GROUP BY process_id, state, category
      ON CONFLICT (process_id, state, category) DO UPDATE SET ideas = c.ideas + excluded.ideas, supports = c.supports + excluded.supports`.execute(
      tx,
    )
  })
}
