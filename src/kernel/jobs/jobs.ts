import { sql } from 'kysely'
import type { Tx } from '#kernel/database/database.ts'
import type { Services } from '#kernel/http/context.ts'

/** Slow or scheduled work. It runs at least once, so it must be safe to repeat; `repeat` says why it is. */
export interface Job<P = unknown> {
  name: string
  /** @param stopping aborted when this process is told to end: what takes minutes leaves its work for another */
  run(services: Services, payload: P, stopping?: AbortSignal): Promise<void>
  repeat: string
  /** Five-field cron line in UTC when it is scheduled. */
  schedule?: string
}

/** Work that goes on all the time, every so many seconds, in one process at a time (an advisory lock sees to it). */
export interface Timer {
  name: string
  everySeconds: number
  /** Only where PUNTE_DEMO is on. */
  demo?: true
  /** Also while the house stands still: it is what the house waits for. */
  whileStill?: true
  /** @param stopping aborted when this process is told to end: what takes minutes leaves its work for another */
  run(services: Services, stopping?: AbortSignal): Promise<void>
}

/** Enqueues a job in the act's own transaction: it runs if, and only if, the act is kept. */
export async function enqueue<P>(tx: Tx, job: Job<P>, payload: P, runAt?: Date): Promise<void> {
  await sql`SELECT graphile_worker.add_job(${job.name}, ${JSON.stringify(payload)}::json, run_at => ${runAt ?? null}::timestamptz)`.execute(
    tx,
  )
}
