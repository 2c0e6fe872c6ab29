import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '#kernel/database/database.ts'
import type { Fault } from './fault.ts'
import { PAUSE_MS } from './pause.ts'

/** For the second one to begin and to take over, on a machine that is busy. */
const PATIENCE_MS = 60_000

/**
 * The one that sequences stands still and its session ends, as when a network breaks; the other takes over; then the first goes on with
 * what it knew.
 */
export const twoWorkers: Fault = {
  name: 'two-workers',
  async strike({ site, room: { database } }) {
    const before = await untilHeld(database)
    const other = site.startWorker()
    let after = before
    const pid = await site.worker.pauseWhile(async () => {
      await database.pool.query('SELECT pg_terminate_backend($1)', [before])
      after = await untilHeld(database, before)
      await sleep(PAUSE_MS)
    })
    await sleep(1_000)
    await other.end()
    return `the sequencer of process ${pid} stood still, a second worker took over (session ${before} to ${after}), both went on`
  },
}

/**
 * @param butNot a session that has just been ended
 * @returns number of the session that holds the lock of the sequencer's timer
 */
async function untilHeld({ pool }: Database, butNot = 0): Promise<number> {
  for (const until = performance.now() + PATIENCE_MS; performance.now() < until; await sleep(100)) {
    const { rows } = await pool.query(
      `SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted AND pid <> $1
         AND (classid::bigint << 32 | objid::bigint) = hashtextextended('punte timer ledger.publish', 0)`,
      [butNot],
    )
    if (rows[0]) return rows[0].pid
  }
  throw new Error('no worker took the lock of the sequencer')
}
