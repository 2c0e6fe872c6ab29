import { sql } from 'kysely'
import { forgetTold } from '#commons/notices/told.ts'
import type { Phase } from '#commons/processes/process.ts'
import type { Db } from '#kernel/database/database.ts'
import { transact } from '#kernel/database/transact.ts'
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

/**
 * Who was told something of votes that closed before a moment, or were given up before they opened. A vote is marked with it: notes have no
 * index of what they are about, so the table is read whole, once for the votes that came of age.
 */
async function forgetToldOfVotes(db: Db, closedBefore: Date): Promise<void> {
  await transact(db, async (tx) => {
    const { rows } = await sql<{ id: string; number: number; projects: number[] }>`
      SELECT p.id, p.number, ARRAY(SELECT number FROM budgeting.project WHERE process_id = p.id) AS projects
      FROM budgeting.budget b JOIN processes.process p ON p.id = b.process_id
      JOIN processes.phase f ON f.process_id = p.id AND f.method = 'budgeting.vote'
      WHERE NOT b.told_forgotten AND coalesce(f.closed_at, p.ended_at) < ${closedBefore}`.execute(tx)
    if (rows.length === 0) return
    await forgetTold(
      tx,
      rows.flatMap(({ number, projects }) => [
        toldOfAgain(number),
        toldOfGivenUp(number),
        ...projects.map((project) => toldOfVoid(number, project)),
      ]),
    )
    await sql`
      UPDATE budgeting.budget SET told_forgotten = true WHERE process_id = ANY(${rows.map(({ id }) => id)}::uuid[])`.execute(
      tx,
    )
  })
}
