import { rm } from 'node:fs/promises'
import { recordAct } from '#commons/audit/record.ts'
import { after } from '#kernel/clock.ts'
import { transact } from '#kernel/database/transact.ts'
import type { FetchOptions } from '#kernel/fetch/fetch-outside.ts'
import type { Services } from '#kernel/http/context.ts'
import { newId } from '#kernel/ids.ts'
import { addNextVersion } from '../ingest/add-version.ts'
import { versionsOf } from '../ingest/store.ts'
import { BytesRecalled, clearRefused } from '../recall/refuse-recalled.ts'
import { distributionsOf, lockDataset } from '../store.ts'
import { NoFile } from './failure.ts'
import { type Fetch, keepFetch } from './fetch-log-store.ts'
import { type GotFile, getFile } from './get-file.ts'
import { nextTime, timeAfterFailure } from './schedule.ts'
import { giveSourceBack, keepAnswer, keepFailure, sayAlive, stillOurs, type TakenSource, takeDue } from './store.ts'
import { keepUnsent } from './unsent-store.ts'

const AT_ONCE = 3
/** In one round of the timer, so that its lock is given to another process now and then. */
const MOST_IN_A_RUN = 60
const HEARD_EVERY_MS = 10_000
/** Whoever was not heard of for so long is dead. */
const SILENT_SECONDS = 120
/** For what somebody looks at just now: it is asked again a little later. */
const LATER_SECONDS = 15 * 60

/**
 * Asks the addresses whose time has come for their files, a few at a time. What is another file becomes the next version of its distribution; what
 * came is looked at by `publishUnsent` once it is read.
 *
 * @param options what tests say of addresses of their own machine
 */
export async function fetchDue(
  services: Services,
  stopping?: AbortSignal,
  options: Partial<FetchOptions> = {},
): Promise<void> {
  let left = MOST_IN_A_RUN
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (left-- > 0 && !stopping?.aborted && (await fetchNext(services, stopping, options))) {}
    }),
  )
}

interface Going {
  source: TakenSource
  runId: string
  beganAt: Date
}

/** @returns false when none is due */
async function fetchNext(
  services: Services,
  stopping: AbortSignal | undefined,
  options: Partial<FetchOptions>,
): Promise<boolean> {
  const { db, clock, files } = services
  const beganAt = clock.now()
  const runId = newId(beganAt)
  const source = await transact(db, (tx) => takeDue(tx, { runId, now: beganAt }, after(beganAt, -SILENT_SECONDS)))
  if (!source) return false
  const going = { source, runId, beganAt }
  const alive = keepAlive(services, going)
  const folder = await files.newFolder()
  try {
    const signals = [alive.takenOver, ...(stopping ? [stopping] : [])]
    const got = await getFile(source.url, folder, source, { ...options, stopping: AbortSignal.any(signals) })
    await keepGot(services, going, got)
  } catch (error) {
    await keepNothing(services, going, error, stopping)
  } finally {
    alive.end()
    await rm(folder, { recursive: true, force: true })
  }
  return true
}

function keepAlive({ db, clock, log }: Services, { source, runId }: Going) {
  const lost = new AbortController()
  const timer = setInterval(() => {
    sayAlive(db, source.distributionId, { runId, now: clock.now() })
      .then((ours) => ours || lost.abort())
      .catch((error) => log.warn({ err: error }, 'that a file is being fetched was not said'))
  }, HEARD_EVERY_MS)
  return { takenOver: lost.signal, end: () => clearInterval(timer) }
}

/** @param got null: the server says that it is the same file */
async function keepGot(services: Services, going: Going, got: GotFile | null): Promise<void> {
  const { db, files, clock } = services
  const { source, runId } = going
  const { distributionId, schedule } = source
  const kept = got && (await files.putFile(got.place))
  await transact(db, async (tx) => {
    const now = clock.now()
    const dataset = await lockDataset(tx, source.dataset)
    const all = dataset ? await distributionsOf(tx, dataset.id) : []
    const distribution = all.find(({ id }) => id === distributionId)
    if (!(await stillOurs(tx, distributionId, runId))) return
    // Somebody has sent it to be published, or taken the file out, meanwhile.
    if (!dataset || !distribution || dataset.state === 'review')
      return giveSourceBack(tx, distributionId, runId, after(now, LATER_SECONDS))
    const nextAt = nextTime(schedule, now)
    const line = lineOf(going, now, { status: got?.status ?? 304, bytes: got?.bytes ?? null })
    if (!got || !kept || kept.sha256 === source.sha256) {
      const known = got ?? source
      await keepAnswer(tx, distributionId, {
        ...{ etag: known.etag, lastModified: known.lastModified, sha256: source.sha256, nextAt },
      })
      return keepFetch(tx, distributionId, line)
    }
    const [newest] = await versionsOf(tx, distributionId, 1)
    const file = { fileName: got.fileName, sha256: kept.sha256, size: kept.size }
    const version = await addNextVersion({ ...services, tx, now }, { dataset, distribution, by: null }, file)
    const isNew = version.id !== newest?.id
    await keepAnswer(tx, distributionId, {
      ...{ etag: got.etag, lastModified: got.lastModified, sha256: kept.sha256, nextAt },
    })
    await keepFetch(tx, distributionId, { ...line, ...(isNew && { outcome: 'new' as const, versionId: version.id }) })
    if (!isNew) return
    await keepUnsent(tx, version.id, 'address', now)
    await recordAct(tx, {
      by: null,
      act: 'open-data.upload',
      subject: { kind: 'open-data.dataset', id: dataset.name },
      data: { distribution: distributionId, version: version.seq, sha256: version.sha256, address: source.url },
      now,
    })
  })
}

function lineOf({ beganAt }: Going, now: Date, said: Pick<Fetch, 'status' | 'bytes'>): Fetch {
  return { id: newId(now), beganAt, endedAt: now, outcome: 'same', reason: null, versionId: null, ...said }
}

async function keepNothing(
  services: Services,
  going: Going,
  error: unknown,
  stopping: AbortSignal | undefined,
): Promise<void> {
  const { db, clock } = services
  const { source, runId } = going
  const { distributionId } = source
  const now = clock.now()
  await clearRefused(db, error)
  const failed = error instanceof BytesRecalled ? new NoFile('recalled') : error
  if (stopping?.aborted || !(failed instanceof NoFile)) {
    await transact(db, (tx) => giveSourceBack(tx, distributionId, runId, stopping?.aborted ? now : after(now, 60)))
    // A bug or a full disk, and no fault of the address.
    if (!stopping?.aborted) throw error
    return
  }
  await transact(db, async (tx) => {
    if (!(await stillOurs(tx, distributionId, runId))) return
    const failures = source.failures + 1
    await keepFailure(tx, distributionId, { failures, nextAt: timeAfterFailure(failures, now), now })
    const line = lineOf(going, now, { status: failed.status, bytes: null })
    await keepFetch(tx, distributionId, { ...line, outcome: 'failed', reason: failed.code })
  })
}
