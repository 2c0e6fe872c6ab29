import { after } from '#kernel/clock.ts'
import type { Tx } from '#kernel/database/database.ts'
import type { Services } from '#kernel/http/context.ts'
import { addLines } from './log-store.ts'
import { type FailedFor, MOST_FAILURES, type Progress, type Source, secondsBetween } from './source.ts'
import { type Job, keepFailure, keepProgress, keepRead, keepSettings, setJobEnded } from './store.ts'

interface Ending {
  job: Pick<Job, 'id'>
  source: Source
  progress: Progress | null
}

/** Faults after which the next reading goes on where this one was: the source may be well again. */
const passing: readonly FailedFor[] = [
  'no-answer',
  'too-slow',
  'status',
  'too-many-bytes',
  'too-many-pages',
  'too-long',
  'interrupted',
]
const HOUR_SECONDS = 3_600

/** It was read wholly. */
export async function endRead(tx: Tx, { clock }: Services, { job, source, progress }: Ending): Promise<void> {
  const now = clock.now()
  const since = progress?.newest ?? source.since
  await keepRead(tx, source.id, { since, nextAt: nextAfter(source, now) })
  await setJobEnded(tx, job.id, { state: 'done' }, now)
  await addLines(tx, job.id, [{ code: 'ended', said: {} }], now)
}

/** A person did not want it; the next one begins anew. */
export async function endWith(tx: Tx, { clock }: Services, { job, source }: Ending, state: 'cancelled'): Promise<void> {
  const now = clock.now()
  await keepProgress(tx, source.id, null)
  await keepSettings(tx, source.id, { ...source, nextAt: nextAfter(source, now) })
  await setJobEnded(tx, job.id, { state }, now)
  await addLines(tx, job.id, [{ code: 'cancelled', said: {} }], now)
}

/**
 * It failed: tried again later and later, and in the end not until a person has looked. A source that lost too much is stopped at once.
 *
 * @param said what the sentence of the fault names
 */
export async function endFailed(
  tx: Tx,
  { clock }: Services,
  { job, source }: Ending,
  failedFor: FailedFor,
  said: Record<string, string | number>,
): Promise<void> {
  const now = clock.now()
  const failures = source.failures + 1
  const stoppedFor = failedFor === 'lost' ? 'lost' : failures >= MOST_FAILURES ? 'failing' : null
  const often = secondsBetween[source.schedule]
  const nextAt = often === null ? null : after(now, Math.min(often, HOUR_SECONDS * 2 ** (failures - 1)))
  await keepFailure(tx, source.id, { stoppedFor, nextAt })
  if (!passing.includes(failedFor)) await keepProgress(tx, source.id, null)
  await setJobEnded(tx, job.id, { state: 'failed', failedFor }, now)
  await addLines(
    tx,
    job.id,
    [
      { code: 'failed', said: { ...said, fault: failedFor } },
      ...(stoppedFor === 'failing' ? [{ code: 'stopped' as const, said: { n: failures } }] : []),
    ],
    now,
  )
}

export function nextAfter({ schedule }: Pick<Source, 'schedule'>, now: Date): Date | null {
  const often = secondsBetween[schedule]
  return often === null ? null : after(now, often)
}
