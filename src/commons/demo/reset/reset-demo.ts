import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Services } from '#kernel/http/context.ts'
import type { Timer } from '#kernel/jobs/jobs.ts'
import { emptyHouse, foreignTables } from './empty-house.ts'
import { fillHouse } from './fill-house.ts'
import { beginReset, endReset, findInstallation, withdrawReset } from './installation.ts'
import { KNOWN_FOR_MS } from './standstill.ts'

/** Until every process has learnt that the house stands still, and what was under way is done. */
const GRACE_MS = 2 * KNOWN_FOR_MS
const LONGEST_JOB_MS = 20_000

/**
 * Puts the demo back to its beginning when somebody asked for it. Other processes answer nothing from before the first table is emptied
 * until the last petition is told, so nobody sees half of it. Killed on the way it starts over: the mark in the database stays.
 */
export async function resetDemo(services: Services, wanted?: (step: string) => boolean): Promise<void> {
  const installation = await findInstallation(services.db)
  if (!installation?.resetAskedAt) return
  // Before the house stands still: it would find no end.
  if (!installation.resetBegunAt && (await isBlocked(services))) return withdrawReset(services.db)
  const since = await beginReset(services.db, services.clock.now())
  if (!since) return
  await setTimeout(GRACE_MS)
  await untilJobsEnd(services, since)
  await emptyHouse(services)
  await fillHouse(services, (line) => services.log.info(line), { demo: true, wanted })
  await endReset(services.db, services.clock.now())
}

/** Whether tables of others keep ours from being emptied. Which ones is for the operator, not for the public page. */
export async function isBlocked(services: Pick<Services, 'db' | 'ownSchemas' | 'log'>): Promise<boolean> {
  const tables = await foreignTables(services)
  if (tables.length > 0) services.log.warn({ tables }, 'the demo cannot be put back: tables of others refer to its own')
  return tables.length > 0
}

/** Jobs that began before: a later one waits for us. A job that takes too long fails on what is gone, and is not run again. */
async function untilJobsEnd({ db }: Services, since: Date): Promise<void> {
  for (let waited = 0; waited < LONGEST_JOB_MS; waited += 500) {
    const { rows } = await sql`SELECT 1 FROM graphile_worker.jobs WHERE locked_at < ${since} LIMIT 1`.execute(db)
    if (rows.length === 0) return
    await setTimeout(500)
  }
}

/** A timer, not a job: its lock ends with its process, so another one goes on at once. */
export const resetTimer: Timer = {
  name: 'demo.reset',
  everySeconds: 1,
  demo: true,
  whileStill: true,
  run: (services) => resetDemo(services),
}
