import { sql } from 'kysely'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { VisitedStep } from './viewed.ts'
import { visited } from './viewed.ts'

export interface VoteNow {
  processId: string
  number: number
  organisationId: string
}

/** Which of these numbers are processes in which one can vote just now. */
export async function openVotesAmong(db: Db, numbers: number[]): Promise<VoteNow[]> {
  const { rows } = await sql<VoteNow>`
    SELECT r.id AS "processId", r.number, r.organisation_id AS "organisationId" FROM processes.process r
    JOIN processes.phase f ON f.process_id = r.id
    WHERE r.number = ANY(${numbers}::bigint[]) AND r.rehearsal_of IS NULL AND r.published_at IS NOT NULL
      AND f.method = 'budgeting.vote' AND f.opened_at IS NOT NULL AND f.closed_at IS NULL`.execute(db)
  return rows
}

/** Adds views to those of a day. */
export async function addVisits(
  tx: Tx,
  day: PlainDay,
  views: { processId: string; what: string; count: number }[],
): Promise<void> {
  await sql`
    INSERT INTO budgeting.visit_day AS d (process_id, what, visited_on, views)
    SELECT process_id, what, ${day}, views
    FROM unnest(${views.map(({ processId }) => processId)}::uuid[], ${views.map(({ what }) => what)}::text[],
      ${views.map(({ count }) => count)}::integer[]) AS one (process_id, what, views)
    ORDER BY process_id, what
    ON CONFLICT ON CONSTRAINT visit_day_one_a_day DO UPDATE SET views = d.views + excluded.views`.execute(tx)
}

/** Views by day, of each step on the way to the ballot. */
export async function visitsOf(db: Db | Tx, processId: string): Promise<Record<VisitedStep, Record<PlainDay, number>>> {
  const { rows } = await sql<{ what: string; day: PlainDay; views: number }>`
    SELECT what, to_char(visited_on, 'YYYY-MM-DD') AS day, views FROM budgeting.visit_day
    WHERE process_id = ${processId} ORDER BY visited_on`.execute(db)
  const daysOf = (step: VisitedStep) =>
    Object.fromEntries(rows.filter(({ what }) => what === visited[step]).map(({ day, views }) => [day, views]))
  return { page: daysOf('page'), ballot: daysOf('ballot'), identity: daysOf('identity') }
}
