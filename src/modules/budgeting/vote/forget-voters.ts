import { sql } from 'kysely'
import { forgetTold } from '#commons/notices/told.ts'
import type { Phase } from '#commons/processes/process.ts'
import type { Db } from '#kernel/database/database.ts'
import { eachApart } from '#kernel/each-apart.ts'
import type { Services } from '#kernel/http/context.ts'
import { forgetReadings } from '../paper/forget-readings.ts'
import { forgetScans } from '../scans/forget-scans.ts'
import { forgetIssued } from '../tokens/store.ts'
import { toldOfAgain, toldOfGivenUp, toldOfVoid } from '../told-keys.ts'
import { forgetVoters } from './store.ts'

/** Days after the close in which a vote may have to be looked into; then ballots are nobody's. */
export const VOTERS_DAYS = 60
const DAY_MS = 86_400_000

/** Whether nothing is known of the voters: nobody could vote yet, or it was long ago. */
export function isForgotten({ openedAt, closedAt }: Pick<Phase, 'openedAt' | 'closedAt'>, now: Date): boolean {
  return !openedAt || (closedAt !== null && now.getTime() - closedAt.getTime() >= VOTERS_DAYS * DAY_MS)
}

/** Days in which what was told is looked for: the table is large, and nothing is told of a vote that is over. */
const TOLD_DAYS = 7

/** Takes from old ballots what would lead to their voters. Safe to repeat. */
export async function forgetOldVoters(services: Services): Promise<void> {
  const closedBefore = new Date(services.clock.now().getTime() - VOTERS_DAYS * DAY_MS)
  await eachApart(
    [
      () => forgetVoters(services.db, closedBefore),
      () => forgetToldOfVotes(services.db, closedBefore),
      () => forgetIssued(services.db, closedBefore),
      () => forgetReadings(services.db, closedBefore),
      () => forgetScans(services, closedBefore),
    ],
    (forget) => forget(),
  )
}

async function forgetToldOfVotes(db: Db, closedBefore: Date): Promise<void> {
  const keys = await toldOfVotes(db, new Date(closedBefore.getTime() - TOLD_DAYS * DAY_MS), closedBefore)
  if (keys.length > 0) await forgetTold(db, keys)
}

/** Under what it is noted who was told of votes that closed then. One that was given up before it opened never closes; of a second vote was told who voted the first time. */
async function toldOfVotes(db: Db, from: Date, before: Date): Promise<string[]> {
  const { rows } = await sql<{ number: number; projects: number[] }>`
    SELECT p.number, ARRAY(SELECT number FROM budgeting.project WHERE process_id = p.id) AS projects
    FROM processes.process p JOIN processes.phase f ON f.process_id = p.id
    WHERE f.method = 'budgeting.vote' AND coalesce(f.closed_at, p.ended_at) >= ${from} AND coalesce(f.closed_at, p.ended_at) < ${before}`.execute(
    db,
  )
  return rows.flatMap(({ number, projects }) => [
    toldOfAgain(number),
    toldOfGivenUp(number),
    ...projects.map((project) => toldOfVoid(number, project)),
  ])
}
