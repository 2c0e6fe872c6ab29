import { sql } from 'kysely'
import { nextIndex } from '#commons/ledger/next-index.ts'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import { transact } from '#kernel/database/transact.ts'
import type { Services } from '#kernel/http/context.ts'
import { LogDays } from '#modules/petitions/recount/days.ts'
import { readLog } from '#modules/petitions/recount/read-log.ts'
import { seedBacklog } from './seed-backlog.ts'

/** Each in seconds, over the same entries. */
export interface Recounting {
  entries: number
  /** Read, parsed and added up by level and day, as the check of every night does. */
  recounted: number
  /** Read by PostgreSQL alone, which only counts them. */
  counted: number
}

/** @param signatures of one petition, in a log that may have others' entries already */
export async function recountOne(services: Services, signatures: number, day: PlainDay): Promise<Recounting> {
  const { db } = services
  const before = await readAll(services)
  await seedBacklog(services, signatures, day)
  await sql`ANALYZE ledger.entry`.execute(db)
  const count = () => sql`SELECT count(body) FROM ledger.entry`.execute(db)
  await count()
  const counted = await timed(count)
  let after = before
  const recounted = await timed(async () => {
    after = await readAll(services)
  })
  if (after - before !== signatures) throw new Error(`recounted ${after - before} of ${signatures}`)
  return { entries: await transact(db, nextIndex), recounted, counted }
}

/** @returns signatures of petition 1 */
async function readAll({ db }: Services): Promise<number> {
  const { sums } = await transact(db, (tx) => readLog(tx, 0, new LogDays()))
  return sums.get(1)?.email ?? 0
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return (performance.now() - begun) / 1000
}
