import { after } from '#kernel/clock.ts'
import type { Tx } from '#kernel/database/database.ts'
import { transact } from '#kernel/database/transact.ts'
import type { Services } from '#kernel/http/context.ts'
import { newId } from '#kernel/ids.ts'
import { enqueue } from '#kernel/jobs/jobs.ts'
import { addLines } from './log-store.ts'
import { harvestJob } from './run-harvest.ts'
import { MOST_FAILURES } from './source.ts'
import { addJob, deadJobs, dueSources, endDeadJob, forgetOldJobs, keepFailure, lockSource } from './store.ts'

/** A process that works on a job says so before each request, which takes a minute and two pauses at most. */
const DEAD_AFTER_SECONDS = 300
const KEPT_DAYS = 90

/** Reads what is to be read by now, and ends what nobody works on any more; each on its own, so that one that fails holds up no other. */
export async function queueDue(services: Services): Promise<void> {
  const { db, clock } = services
  for (const { id, sourceId } of await deadJobs(db, after(clock.now(), -DEAD_AFTER_SECONDS)))
    await transact(db, (tx) => endDead(tx, services, id, sourceId)).catch((error) =>
      services.log.error({ err: error, job: id }, 'a dead harvest was not ended'),
    )
  for (const id of await dueSources(db, clock.now()))
    await transact(db, async (tx) => {
      const source = await lockSource(tx, id)
      if (source && source.endedAt === null && source.stoppedFor === null)
        await queueJob(tx, { sourceId: id, whole: false, acceptLosses: false, askedBy: null, now: clock.now() })
    }).catch((error) => services.log.error({ err: error, source: id }, 'a source was not queued'))
}

/** What is in its log stays; another job goes on where it was, unless that has been tried often. */
async function endDead(tx: Tx, { clock }: Services, id: string, sourceId: string): Promise<void> {
  const now = clock.now()
  const source = await lockSource(tx, sourceId)
  if (!source || !(await endDeadJob(tx, id, after(now, -DEAD_AFTER_SECONDS), now))) return
  const stops = source.failures + 1 >= MOST_FAILURES
  await addLines(tx, id, [{ code: 'interrupted', said: {} }], now)
  await keepFailure(tx, sourceId, { stoppedFor: stops ? 'failing' : null, nextAt: source.nextAt })
  if (!stops && source.endedAt === null)
    await queueJob(tx, { sourceId, whole: false, acceptLosses: false, askedBy: null, now })
}

/** @returns its number; null where one waits or runs. The source must be locked */
export async function queueJob(
  tx: Tx,
  job: { sourceId: string; whole: boolean; acceptLosses: boolean; askedBy: string | null; now: Date },
): Promise<number | null> {
  const id = newId(job.now)
  const seq = await addJob(tx, { ...job, id })
  if (seq !== null) await enqueue(tx, harvestJob, { job: id })
  return seq
}

export function forgetOld({ db, clock }: Services): Promise<void> {
  return forgetOldJobs(db, after(clock.now(), -KEPT_DAYS * 86_400))
}
