import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { nextIndex } from '#commons/ledger/next-index.ts'
import { newestCheckpoint } from '#commons/ledger/store.ts'
import { seedPlaces } from '#commons/places/seed.ts'
import { systemClock } from '#kernel/clock.ts'
import { readConfig } from '#kernel/config/config.ts'
import { loadSecrets } from '#kernel/config/secrets.ts'
import type { Services } from '#kernel/http/context.ts'
import { createLogger } from '#kernel/log.ts'
import { buildServices } from '#src/app.ts'
import type { Room } from '../bench/frame/bench.ts'
import type { Evidence } from './checks/check.ts'
import { checks } from './checks.ts'
import type { Fault } from './faults/fault.ts'
import { ActRecord, readActs } from './frame/act-record.ts'
import { Clients } from './frame/clients.ts'
import { findActs } from './frame/found.ts'
import { Reader } from './frame/reader.ts'
import type { CheckResult, FaultResult, Report } from './frame/report.ts'
import { seedRequests } from './frame/seed.ts'
import { type Site, startSite } from './frame/site.ts'
import type { Plant } from './plants/plant.ts'

/** What faults and plants work on, while clients act. */
export interface Run {
  room: Room
  services: Services
  site: Site
  clients: Clients
  reader: Reader
}

export interface Course {
  faults: Fault[]
  /** Between one fault and the next. */
  calmMs: number
  plant?: Plant | undefined
  /** Planted when everything has been judged, and judged again: one installation tells both that nothing was lost and that a loss is found. */
  afterwards?: Plant | undefined
}

const ACTS_PER_SECOND = 40
/** More than clients can use: fifty seconds a fault would be very many. */
const REQUESTS_PER_FAULT = 2_000
/** After the last fault everything must be signed within so long. */
const WAIT_MS = 60_000

/** Lets clients act while faults strike, lets the installation heal, and judges what is there. */
export async function runCourse(room: Room, course: Course, stopped: AbortSignal): Promise<Report> {
  const { faults, calmMs, plant, afterwards } = course
  // What the processes read when they start; the rest is made while they do.
  await seedPlaces(room.database.db, { demo: true })
  const services = await servicesOf(room)
  const site = await startSite(room)
  const seeded = seedRequests(services, REQUESTS_PER_FAULT * (1 + faults.length))
  // Asked to end, a process that stands still would not.
  stopped.addEventListener('abort', () => void site.end('SIGKILL'))
  const record = new ActRecord(join(room.folder, 'acts'))
  const tokens = await seeded.catch(async (error) => {
    await site.end('SIGKILL')
    throw error
  })
  const clients = new Clients(site.origin, record, tokens)
  const reader = new Reader(site.origin)
  const run: Run = { room, services, site, clients, reader }
  try {
    await site.untilServing()
    room.tell('web and worker serve, clients begin')
    const undo = await plant?.begin?.(run)
    clients.start(ACTS_PER_SECOND)
    await sleep(calmMs)
    const struck: FaultResult[] = []
    for (const fault of faults) struck.push(await strike(fault, run, calmMs))
    await until(async () => (await nextIndex(services.db)) >= (plant?.entries ?? 0))
    await clients.stop()
    await undo?.()
    room.tell('clients have ended, healing')
    await heal(run)
    await plant?.end?.(run)
    await reader.stop()
    const acts = readActs(record.path)
    const look = async (): Promise<Evidence> => ({
      origin: site.origin,
      services,
      folder: room.folder,
      acts,
      found: await findActs(services.db, acts),
      requests: tokens.length,
      checkpoints: [...reader.checkpoints],
    })
    const report: Report = { faults: struck, told: { ...clients.told }, checks: await judge(await look(), room) }
    if (!afterwards) return report
    room.tell(`planting ${afterwards.name}`)
    await afterwards.end?.(run)
    return { ...report, planted: await judge(await look(), room) }
  } finally {
    await Promise.allSettled([clients.stop(), reader.stop()])
    // Everything is judged: nobody waits for what they would still do.
    await site.end('SIGKILL')
    record.close()
  }
}

async function strike(fault: Fault, run: Run, calmMs: number): Promise<FaultResult> {
  const { clients, site, room } = run
  const before = { ...clients.told }
  const begun = performance.now()
  const did = await fault.strike(run)
  await site.untilServing()
  const seconds = (performance.now() - begun) / 1000
  await sleep(calmMs)
  const { ok, unknown } = clients.told
  room.tell(`${fault.name}: ${did}; served again after ${seconds.toFixed(1)} s`)
  return { name: fault.name, did, seconds, ok: ok - before.ok, unknown: unknown - before.unknown }
}

/** A web process that was asked to end finishes what it holds: nothing of before is done later. */
async function heal({ site, services }: Run): Promise<void> {
  await site.web.replace()
  await site.untilServing()
  await until(() => isPublished(services))
}

/** For a while: what is not reached then is found by a check, or by the plant that needs it. */
async function until(reached: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + WAIT_MS
  while (performance.now() < end && !(await reached())) await sleep(200)
}

async function isPublished({ db }: Services): Promise<boolean> {
  return (await newestCheckpoint(db))?.size === (await nextIndex(db))
}

async function judge(evidence: Evidence, room: Room): Promise<CheckResult[]> {
  const results: CheckResult[] = []
  for (const { name, says, run } of checks) {
    room.tell(`checking that ${says}`)
    const result = await run(evidence).catch((error: Error) => ({ looked: 0, wrong: [error.message] }))
    results.push({ name, says, ...result })
  }
  return results
}

async function servicesOf(room: Room): Promise<Services> {
  const config = readConfig({
    DATABASE_URL: room.databaseUrl,
    PUNTE_DATA_DIR: join(room.folder, 'server'),
    PUNTE_DEMO: 'off',
  })
  return buildServices({
    config,
    database: room.database,
    secrets: loadSecrets(config.secretsDir, new Set()),
    clock: systemClock,
    logger: createLogger('silent'),
    publicSeconds: 0,
    checkReplies: false,
  })
}
