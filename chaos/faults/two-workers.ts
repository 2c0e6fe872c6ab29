import { setTimeout as sleep } from 'node:timers/promises'
import type { Fault } from './fault.ts'
import { PAUSE_MS } from './pause.ts'

/** How long the second one needs to begin, on a machine that is busy. */
const BEGIN_MS = 3_000

/**
 * The one that sequences stands still and its session ends, as when a network breaks; the other takes over; then the first goes on with
 * what it knew.
 */
export const twoWorkers: Fault = {
  name: 'two-workers',
  async strike({ site, room }) {
    const other = site.startWorker()
    await sleep(BEGIN_MS)
    const sequencer = () =>
      room.database.pool.query(
        `SELECT a.pid FROM pg_locks l JOIN pg_stat_activity a USING (pid)
         WHERE l.locktype = 'advisory' AND l.granted AND a.application_name = 'punte ledger.publish'`,
      )
    const before = (await sequencer()).rows[0]?.pid
    if (!before) throw new Error('no worker holds the lock of the sequencer')
    const paused = site.worker.pause(PAUSE_MS)
    await room.database.pool.query('SELECT pg_terminate_backend($1)', [before])
    const pid = await paused
    const after = (await sequencer()).rows[0]?.pid
    await sleep(1_000)
    await other.end()
    return `beside a second one, process ${pid} stood still and lost its session; the lock went from session ${before} to ${after ?? 'nobody'}`
  },
}
