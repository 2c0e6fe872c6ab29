import { after } from '#kernel/clock.ts'
import type { Tx } from '#kernel/database/database.ts'
import { isOfData, sqlStateOf } from '#kernel/database/refused-data.ts'
import { transact } from '#kernel/database/transact.ts'
import type { FetchOptions } from '#kernel/fetch/fetch-outside.ts'
import type { Services } from '#kernel/http/context.ts'
import { newId } from '#kernel/ids.ts'
import { enqueue, type Job as KernelJob } from '#kernel/jobs/jobs.ts'
import { markMissing, markSeen, markTold, type Standing, standingOf } from './dataset-store.ts'
import { endFailed, endRead, endWith } from './end-job.ts'
import { SourceFault } from './fault.ts'
import { type Kept, keepDataset, withdrawGone } from './keep-dataset.ts'
import { addLines, type LogLine } from './log-store.ts'
import { addressReader, type ReadOptions } from './read-address.ts'
import { type Found, type OpenSource, openSource } from './read-source.ts'
import { type Counts, limits, lostTooMuch, type Progress, type Source } from './source.ts'
import {
  addToCounts,
  beat,
  findSource,
  holdJob,
  type Job,
  keepProgress,
  keepSpent,
  lockSource,
  setQueued,
  takeJob,
} from './store.ts'

/** So long at a time, then others' work may go before. */
const SLICE_SECONDS = 20
/** Pages in a row. */
const MOST_IDLE = 2
/** Of those that a list names and no page told. */
const MOST_MISSED = 500

export interface RunOptions {
  stopping?: AbortSignal | undefined
  /** What tests say of addresses of their own machine. */
  fetch?: Partial<FetchOptions>
  pauses?: readonly number[]
  limits?: Partial<typeof limits>
  /** Seconds of a turn. */
  slice?: number
}

/** Another process has the job, or somebody ended it: nothing more is done. */
class Taken extends Error {}
class Cancelled extends Error {}
/** This process ends, or its turn is over. */
class Leaving extends Error {}

interface Run {
  services: Services
  job: Job
  source: Source
  lease: string
  progress: Progress
  open: OpenSource
  limits: typeof limits
  /** What may be asked of the source. */
  allowance: ReadOptions
  /** Of this turn. */
  until: Date
  stopping: AbortSignal | undefined
  /** What pages of this turn told, by what it is called there. */
  told: Set<string>
}

/**
 * Works on a reading for a while: page by page, each dataset in a transaction of its own. What was done stays done; where it goes on is kept with the
 * source after each page, so that another turn, another process or the next job takes it up there.
 */
export async function runHarvest(services: Services, jobId: string, options: RunOptions = {}): Promise<void> {
  const { db, clock } = services
  const lease = newId(clock.now())
  const job = await takeJob(db, jobId, lease, clock.now())
  const source = job && (await findSource(db, job.sourceId))
  if (!job || !source) return
  const run = begin(services, job, source, lease, options)
  try {
    await readOn(run)
  } catch (error) {
    await leave(run, error)
  }
}

function begin(services: Services, job: Job, source: Source, lease: string, options: RunOptions): Run {
  const most = { ...limits, ...options.limits }
  const now = services.clock.now()
  const asked = job.whole ? null : source.since
  const progress: Progress = source.progress ?? { run: newId(now), mark: null, newest: null, datasets: 0, since: asked }
  progress.spent = progress.spent?.job === job.id ? progress.spent : { job: job.id, requests: 0, bytes: 0 }
  const allowance: ReadOptions = {
    ...most,
    requests: most.requests + (progress.spent.unlisted ?? 0),
    ...(options.fetch && { fetch: options.fetch }),
    ...(options.pauses && { pauses: options.pauses }),
    before: () => look(run),
    spent: progress.spent,
  }
  const since = progress.since === undefined ? asked : progress.since
  const run: Run = {
    services,
    job,
    source,
    lease,
    progress,
    open: openSource(source, addressReader(allowance), since, services.places),
    limits: most,
    allowance,
    until: after(now, options.slice ?? SLICE_SECONDS),
    stopping: options.stopping,
    told: new Set(),
  }
  return run
}

/** Says that it lives, and hears whether it shall go on. @throws Taken, Cancelled, Leaving, SourceFault */
async function look({ services: { db, clock }, job, lease, stopping, limits: most }: Run): Promise<void> {
  const now = clock.now()
  const heard = await beat(db, job.id, lease, now)
  if (!heard) throw new Taken()
  if (heard.cancelled) throw new Cancelled()
  if (stopping?.aborted) throw new Leaving()
  if (now > after(job.startedAt ?? now, most.seconds)) throw new SourceFault('too-long', { hours: most.seconds / 3600 })
}

async function readOn(run: Run): Promise<void> {
  const { services, source, progress, open, job } = run
  await held(run, async (tx) => {
    const code = source.progress === null ? 'began' : 'resumed'
    if (!job.begun) await addLines(tx, job.id, [{ code, said: { address: source.address } }], services.clock.now())
    await keepProgress(tx, source.id, progress)
  })
  if (progress.pagesRead) return finish(run, progress.pagesRead.total)
  let idle = 0
  for (;;) {
    const page = await open.page(progress.mark)
    const before = progress.datasets
    for (const found of page.found) await keepOne(run, found)
    // One page may have been read before somebody interrupted us; several that tell nothing new would be followed by others without end.
    idle = progress.datasets === before ? idle + 1 : 0
    if (idle > MOST_IDLE && page.next !== null) throw new SourceFault('same-page', { url: page.next })
    if (page.newest !== null && page.newest > (progress.newest ?? '')) progress.newest = page.newest
    if (page.next === null) {
      progress.pagesRead = { total: page.total }
      await held(run, (tx) => keepProgress(tx, source.id, progress))
      return finish(run, page.total)
    }
    progress.mark = page.next
    await held(run, async (tx) => {
      await keepProgress(tx, source.id, progress)
      await addLines(tx, run.job.id, [{ code: 'page', said: { n: progress.datasets } }], services.clock.now())
    })
    leaveWhenOver(run)
  }
}

/** @throws Leaving */
function leaveWhenOver({ services, until }: Run): void {
  if (services.clock.now() > until) throw new Leaving()
}

/** One that cannot be kept holds up no other. */
async function keepOne(run: Run, found: Found): Promise<void> {
  const { services, source, progress } = run
  await look(run)
  if (found.id !== null) run.told.add(found.id)
  if ('refused' in found) {
    progress.datasets += 1
    return refuse(run, found.id, refusal(found.refused, found.title ?? found.id ?? ''))
  }
  try {
    const seen = await held(run, async (tx) => {
      const now = services.clock.now()
      const kept = await keepDataset(tx, { services, source, run: progress.run, now }, found)
      await keepCount(tx, run, kept)
      return kept.outcome === null
    })
    if (!seen) progress.datasets += 1
  } catch (error) {
    // A database that does not answer says nothing of the dataset.
    if (error instanceof Taken || (sqlStateOf(error) !== null && !isOfData(error))) throw error
    services.log.error({ err: error, source: source.id }, 'a harvested dataset was not kept')
    progress.datasets += 1
    await refuse(run, found.id, refusal('ours', found.said.title.ro))
  }
  if (progress.datasets > run.limits.datasets) throw new SourceFault('too-many-datasets', { most: run.limits.datasets })
}

const refusal = (why: string, title: string): LogLine => ({ code: 'refused', said: { why, title } })

/** After the last page: what no page told is asked for, what is gone is withdrawn, and the next reading begins after the newest of this one. */
async function finish(run: Run, total: number | null): Promise<void> {
  const { services, source, progress, job } = run
  const ids = await idsOf(run, total)
  const known = await standingOf(services.db, source.id)
  if (ids !== 'unknown') {
    if (ids) await fetchMissed(run, ids, known)
    const gone = await goneOf(run, known, ids)
    if (!job.acceptLosses && lostTooMuch(gone.length, known.length))
      return held(run, (tx) => endFailed(tx, services, run, 'lost', { lost: gone.length, had: known.length }))
    for (const one of gone) {
      await look(run)
      await held(run, async (tx) => {
        const now = services.clock.now()
        await keepCount(tx, run, await withdrawGone(tx, { services, source, run: progress.run, now }, one))
      })
      leaveWhenOver(run)
    }
  }
  await held(run, (tx) => endRead(tx, services, run))
}

/** Null: what the pages told; 'unknown' where the source gave less than it says to have, so that nothing is withdrawn. */
async function idsOf(run: Run, total: number | null): Promise<Set<string> | null | 'unknown'> {
  const { progress } = run
  const { spent } = progress
  try {
    const asked = spent?.requests ?? 0
    const ids = await run.open.ids()
    // Only another turn asks for the list again: that says nothing of how much the source has.
    if (spent?.unlisted !== undefined) spent.requests = asked
    if (ids === null && total !== null && progress.datasets < total)
      throw new SourceFault('in-part', { given: progress.datasets, told: total })
    return ids
  } catch (error) {
    if (!(error instanceof SourceFault) || error.code !== 'in-part') throw error
    await note(run, [{ code: 'in-part', said: error.said }])
    return 'unknown'
  }
}

/** Between two pages of a list that changes one may be missed. */
async function fetchMissed(run: Run, ids: Set<string>, known: Standing[]): Promise<void> {
  const here = new Set(known.map(({ externalId }) => externalId))
  const missed = [...ids].filter((id) => !here.has(id) && !run.told.has(id))
  for (const id of missed.slice(0, MOST_MISSED)) {
    const found = await run.open.byId(id)
    if (found !== null && !('refused' in found)) await keepOne(run, found)
  }
}

/**
 * What the source has no more. A list may leave out what it has still, so each one is asked for by its own name, once in a reading however many
 * turns that takes.
 */
async function goneOf(run: Run, known: Standing[], ids: Set<string> | null): Promise<Standing[]> {
  const { open, progress, allowance, limits: most } = run
  if (ids === null) return known.filter(({ seenRun }) => seenRun !== progress.run)
  const unlisted = known.filter(({ externalId }) => !ids.has(externalId))
  allowance.requests = most.requests + unlisted.length
  if (progress.spent) progress.spent.unlisted = unlisted.length
  const gone: Standing[] = []
  for (const one of unlisted) {
    if (one.seenRun === progress.run) continue
    if (one.missingRun === progress.run) {
      gone.push(one)
      continue
    }
    const isGone = (await open.byId(one.externalId)) === null
    await held(run, (tx) => (isGone ? markMissing : markSeen)(tx, one.identity, progress.run))
    if (isGone) gone.push(one)
    leaveWhenOver(run)
  }
  return gone
}

async function leave(run: Run, error: unknown): Promise<void> {
  const { services, job } = run
  if (error instanceof Taken) return
  if (error instanceof Leaving)
    return heldOrLost(run, async (tx) => {
      if (run.progress.spent) await keepSpent(tx, run.source.id, run.progress.spent)
      await setQueued(tx, job.id)
      await enqueue(tx, harvestJob, { job: job.id })
    })
  if (error instanceof Cancelled) return heldOrLost(run, (tx) => endWith(tx, services, run, 'cancelled'))
  if (error instanceof SourceFault) return heldOrLost(run, (tx) => endFailed(tx, services, run, error.code, error.said))
  await heldOrLost(run, (tx) => endFailed(tx, services, run, 'ours', {}))
  throw error
}

/** In a transaction in which the job is surely still ours. @throws Taken */
function held<T>(run: Run, act: (tx: Tx) => Promise<T>): Promise<T> {
  return transact(run.services.db, async (tx) => {
    // The source before the job, as whoever cancels or ends it does; and what an officer changed meanwhile holds.
    const now = await lockSource(tx, run.source.id)
    if (now) Object.assign(run.source, { schedule: now.schedule, licence: now.licence, lang: now.lang })
    if (!(await holdJob(tx, run.job.id, run.lease))) throw new Taken()
    return act(tx)
  })
}

async function heldOrLost(run: Run, act: (tx: Tx) => Promise<void>): Promise<void> {
  try {
    await held(run, act)
  } catch (error) {
    if (!(error instanceof Taken)) throw error
  }
}

const note = (run: Run, lines: LogLine[]) =>
  held(run, (tx) => addLines(tx, run.job.id, lines, run.services.clock.now()))

function refuse(run: Run, id: string | null, said: LogLine): Promise<void> {
  return held(run, async (tx) => {
    if (id !== null) await markTold(tx, run.source.id, id, run.progress.run)
    await keepCount(tx, run, { outcome: 'refused', lines: [said] })
  })
}

async function keepCount(tx: Tx, { job, services }: Run, { outcome, lines }: Kept): Promise<void> {
  const counts: Counts = outcome === null ? {} : { [outcome]: 1 }
  await addToCounts(tx, job.id, counts)
  await addLines(tx, job.id, lines, services.clock.now())
}

export const harvestJob: KernelJob<{ job: string }> = {
  name: 'open-data.harvest',
  repeat:
    'a reading that runs or has ended is not taken again; one that waits goes on after the last page that was kept',
  run: (services, { job }, stopping) => runHarvest(services, job, { stopping }),
}
