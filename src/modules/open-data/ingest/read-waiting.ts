import { rm } from 'node:fs/promises'
import { after } from '#kernel/clock.ts'
import type { Db } from '#kernel/database/database.ts'
import { transact } from '#kernel/database/transact.ts'
import type { Services } from '#kernel/http/context.ts'
import { newId } from '#kernel/ids.ts'
import { enqueue, type Job } from '#kernel/jobs/jobs.ts'
import { keepSearch } from '../guard/store.ts'
import { givesOriginal } from '../guard/verdict.ts'
import { clearUnkept } from '../recall/clear-unkept.ts'
import { holdKept, keepTables, putTables } from './keep-tables.ts'
import type { Limits } from './reader/protocol.ts'
import { type Ended, readInProcess } from './reader/read-in-process.ts'
import { anyForsaken, endRun, giveBack, keepProgress, takeNext } from './store.ts'
import type { Version } from './version.ts'

/**
 * A gigabyte of CSV takes a minute or two; the rest is for slow machines. The engine takes some 250 MB beside what it is given, where a busy
 * machine lets its buffers wait.
 */
export const LIMITS: Limits = { seconds: 20 * 60, heapMb: 768, engineMb: 240, wholeMb: 2_000 }

const HEARD_EVERY_MS = 3_000
/** Whoever was not heard of for so long is dead. */
const SILENT_SECONDS = 60
/** A file that so many runs did not end with, not even by failing, takes workers down with it. */
const MOST_RUNS = 4

/** Of a process: files are read one after another, so that other jobs have their turn beside a long one. */
const busy = new Map<Db, { again: boolean }>()

/**
 * Reads all versions that wait, each in a process of its own, and keeps what was found. Safe to repeat: what is read already, or is being read, is
 * left alone; a run that was cut off has kept nothing.
 *
 * @param stopping gives the version back, to be read by another worker
 * @param read by whom: anybody's files only in a process of their own
 */
export async function readWaiting(
  services: Services,
  stopping?: AbortSignal,
  limits: Limits = LIMITS,
  read: typeof readInProcess = readInProcess,
): Promise<void> {
  const { db } = services
  const at = busy.get(db)
  if (at) {
    at.again = true
    return
  }
  const here = { again: true }
  busy.set(db, here)
  try {
    while (here.again && !stopping?.aborted) {
      here.again = false
      while (!stopping?.aborted && (await readNext(services, stopping, limits, read))) {}
    }
  } finally {
    busy.delete(db)
  }
}

const silentSince = (now: Date) => after(now, -SILENT_SECONDS)

/** @returns false when nothing waits */
async function readNext(
  services: Services,
  stopping: AbortSignal | undefined,
  limits: Limits,
  read: typeof readInProcess,
): Promise<boolean> {
  const { db, clock, files } = services
  const runId = newId(clock.now())
  const version = await transact(db, (tx) => {
    const now = clock.now()
    return takeNext(tx, { runId, now, silentSince: silentSince(now) })
  })
  if (!version) return false
  if (version.runs > MOST_RUNS) {
    await keep(services, version, runId, { failure: { key: 'open-data.ingest.failure.crashed' } })
    return true
  }
  const folder = await files.newFolder()
  const heard = sayHeard(services, version, runId)
  try {
    const ended = await read(
      {
        ...{ file: await files.placeOf(version.sha256), fileName: version.fileName, overrides: version.overrides },
        ...{ folder, limits },
      },
      {
        stopping: stopping ? AbortSignal.any([stopping, heard.takenOver]) : heard.takenOver,
        progress: heard.progress,
      },
    )
    if (!heard.takenOver.aborted) await keep(services, version, runId, ended)
    return true
  } catch (error) {
    // A bug or a full disk, and no fault of the file: the job is tried again.
    await transact(db, (tx) => giveBack(tx, version.id, runId, { counts: true }))
    throw error
  } finally {
    heard.end()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Says every few seconds that a run lives, until it has kept what it found: to hash and move large tables takes its time too. */
function sayHeard({ db, clock, log }: Services, version: Version, runId: string) {
  const lost = new AbortController()
  let lines = 0
  const heard = setInterval(() => {
    keepProgress(db, version.id, { runId, now: clock.now() }, lines)
      .then((ours) => ours || lost.abort())
      .catch((error) => log.warn({ err: error }, 'progress of a reading was not kept'))
  }, HEARD_EVERY_MS)
  return {
    takenOver: lost.signal,
    progress(sofar: number) {
      lines = sofar
    },
    end: () => clearInterval(heard),
  }
}

async function keep(services: Services, version: Version, runId: string, ended: Ended): Promise<void> {
  const { db, clock, log } = services
  if (ended === 'stopped') {
    await transact(db, async (tx) => {
      await giveBack(tx, version.id, runId, { counts: false })
      await enqueue(tx, readWaitingJob, null)
    })
  } else if ('failure' in ended) {
    const { failure, log: said } = ended
    if (said) log.warn({ version: version.id, why: failure.key, said }, 'the process that read a file ended badly')
    await transact(db, (tx) => endRun(tx, version.id, { runId, now: clock.now() }, { failure }))
  } else {
    const put = await putTables(services, ended.found)
    await transact(db, async (tx) => {
      const now = clock.now()
      const { reading, search } = ended.found
      // From here on who clears recalled bytes waits, and then sees what names these.
      if (!(await holdKept(tx, services, put))) {
        await giveBack(tx, version.id, runId, { counts: true })
        await clearUnkept(tx, version.id, put, now)
        return enqueue(tx, readWaitingJob, null)
      }
      if (!(await endRun(tx, version.id, { runId, now }, { reading }))) return clearUnkept(tx, version.id, put, now)
      await keepTables(tx, version, put, now)
      await keepSearch(tx, version.id, search, givesOriginal(search), now)
    })
  }
}

/** Enqueued with every version that is to be read. */
export const readWaitingJob: Job<null> = {
  name: 'open-data.read-files',
  repeat: 'reads only versions that wait or whose reader fell silent; nothing names what a run wrote that was cut off',
  run: (services, _payload, stopping) => readWaiting(services, stopping),
}

/** Versions whose worker was killed are read by another one. */
export async function readForsaken({ db, clock }: Services): Promise<void> {
  if (await anyForsaken(db, silentSince(clock.now()))) await transact(db, (tx) => enqueue(tx, readWaitingJob, null))
}
