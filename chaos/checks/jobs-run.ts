import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { transact } from '#kernel/database/transact.ts'
import type { Services } from '#kernel/http/context.ts'
import { enqueue } from '#kernel/jobs/jobs.ts'
import { checkCountsJob } from '#modules/petitions/recount/ask-check.ts'
import type { Check } from './check.ts'

const PATIENCE_MS = 30_000

/** A worker may live and sequence, and yet have lost what runs its jobs: then no mail is cleaned up and no nightly check is made. */
export const jobsRun: Check = {
  name: 'jobs-run',
  says: 'the worker still does jobs',
  async run({ services }) {
    const before = await lastCheck(services)
    await transact(services.db, (tx) => enqueue(tx, checkCountsJob, {}))
    for (const until = performance.now() + PATIENCE_MS; performance.now() < until; await sleep(200))
      if ((await lastCheck(services)) > before) return { looked: 1, wrong: [] }
    return { looked: 1, wrong: [`a job was not done within ${PATIENCE_MS / 1000} s`] }
  },
}

async function lastCheck({ db }: Services): Promise<number> {
  const { rows } = await sql<{ at: Date | null }>`SELECT checked_at AS at FROM petitions.recount_run`.execute(db)
  return rows[0]?.at?.getTime() ?? 0
}
