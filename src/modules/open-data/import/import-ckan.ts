import { setTimeout as pause } from 'node:timers/promises'
import { after } from '#kernel/clock.ts'
import type { FetchOptions } from '#kernel/fetch/fetch-outside.ts'
import type { Services } from '#kernel/http/context.ts'
import { newId } from '#kernel/ids.ts'
import { publishUnsent } from '../from-address/publish-unsent.ts'
import { type CkanSource, type CkanThing, ckanSource, PAGE_PACKAGES } from '../harvest/ckan-source.ts'
import { SourceFault } from '../harvest/fault.ts'
import { addressReader } from '../harvest/read-address.ts'
import { readWaiting } from '../ingest/read-waiting.ts'
import { cleaned } from './clean-thing.ts'
import { type Going, importPackage } from './import-package.ts'
import { bringGroups, bringOrganisations } from './lists.ts'
import { type ImportReport, newReport } from './report.ts'
import { beginImport, countUnread, endImport, filesOfImport, packagesDone, sayImporting } from './store.ts'

export interface ImportOptions {
  /** Of the portal, or of anything in it. */
  address: string
  /** Name of the only organisation whose datasets come. */
  organisation?: string | undefined
  /** Datasets at most. */
  limit?: number | undefined
  /** Says what would come, and keeps nothing. */
  dryRun?: boolean
  /** Leaves alone what was gone through before, also what was refused. */
  resume?: boolean
  /** Where organisations are that are not here yet; the country unless said otherwise. */
  placeKey?: string | undefined
  /** Slug of the institution that datasets without an organisation go under. */
  into?: string | undefined
  /** What an operator, or a test, says of addresses of their own network. */
  fetch?: Partial<FetchOptions>
  /** Seconds to wait before the second and the third try. */
  pauses?: readonly number[]
  /** Progress, a line each. */
  tell(line: string): void
  stopping?: AbortSignal
}

/** Another process imports the same portal just now. */
export class AlreadyImporting extends Error {}

const ALLOWANCE = { requests: 1_000_000, bytes: 50_000_000_000, answerBytes: 100_000_000, answerSeconds: 180 }
const SILENT_SECONDS = 120
const HEARD_EVERY_MS = 10_000
/** Of half a second, without a file that was read: longer than any file is read. */
const MOST_ROUNDS = 3_000
/** A portal of which so many pages in a row cannot be read is down. */
const MOST_LOST_PAGES = 3

/**
 * Copies a portal of CKAN: organisations, groups as themes, datasets, resources and the files that it keeps itself. Safe to repeat: what came is
 * left as it is, because its officers may have changed it since; a dataset comes wholly or not at all.
 *
 * @throws AlreadyImporting, SourceFault where there is no such portal
 */
export async function importCkan(services: Services, options: ImportOptions): Promise<ImportReport> {
  const { db, clock } = services
  const begun = performance.now()
  const source = ckanSource(options.address, addressReader({ ...ALLOWANCE, ...fetching(options) }))
  const report = newReport(source.site, options.dryRun ?? false)
  // Before anything is kept: an address that is no CKAN leaves nothing behind.
  await source.status()
  const runId = newId(clock.now())
  if (!report.dryRun) await begin(services, source.site, runId)
  const alive = sayAlive(services, source.site, runId, report)
  const reading = report.dryRun ? null : readAlong(services)
  try {
    const going = { services, options, source, report, ...(await bringLists(services, options, source, report)) }
    report.complete = await goThrough(going)
    await reading?.toEnd(() => countUnread(db, source.site), options)
  } finally {
    alive.end()
    await reading?.stop()
    if (!report.dryRun) await endImport(db, source.site, runId, report.complete ? clock.now() : null)
  }
  if (!report.dryRun) Object.assign(report, await filesOfImport(db, source.site))
  report.seconds = (performance.now() - begun) / 1000
  return report
}

function fetching({ fetch, pauses, stopping }: ImportOptions) {
  return {
    ...(fetch && { fetch }),
    ...(pauses && { pauses }),
    before: () => stopping?.throwIfAborted(),
  }
}

async function begin({ db, clock }: Services, site: string, runId: string): Promise<void> {
  const now = clock.now()
  if (!(await beginImport(db, { site, runId, now, silentSince: after(now, -SILENT_SECONDS) })))
    throw new AlreadyImporting(site)
}

function sayAlive({ db, clock, log }: Services, site: string, runId: string, { dryRun }: ImportReport) {
  if (dryRun) return { end: () => {} }
  const timer = setInterval(() => {
    sayImporting(db, { site, runId, now: clock.now() }).catch((error) =>
      log.warn({ err: error }, 'that an import goes on was not said'),
    )
  }, HEARD_EVERY_MS)
  return { end: () => clearInterval(timer) }
}

/** Reads and publishes what has come while more comes, as the worker does, which need not run. */
function readAlong(services: Services) {
  const ends = new AbortController()
  const round = async () => {
    await readWaiting(services, ends.signal)
    await publishUnsent(services)
  }
  const loop = (async () => {
    while (!ends.signal.aborted) {
      await round().catch((error) => services.log.error({ err: error }, 'what came was not read'))
      await pause(500, undefined, { signal: ends.signal }).catch(() => {})
    }
  })()
  return {
    /** Until nothing is left to read; a worker beside it may be reading, too. */
    async toEnd(unread: () => Promise<number>, { tell, stopping }: ImportOptions) {
      for (let [told, rounds] = [-1, 0]; !stopping?.aborted && rounds < MOST_ROUNDS; rounds++) {
        const left = await unread()
        if (left === 0) return
        if (left !== told) [told, rounds] = [left, 0]
        if (rounds === 0) tell(`${left} files are still to be read`)
        await pause(500)
      }
    },
    async stop() {
      ends.abort()
      await loop
    },
  }
}

async function bringLists(services: Services, options: ImportOptions, source: CkanSource, report: ImportReport) {
  const organisations = await bringOrganisations(services, options, source, report)
  const themeOf = await bringGroups(services, source, report)
  return { organisations, themeOf }
}

/** @returns whether all was gone through */
async function goThrough(going: Going): Promise<boolean> {
  const { source, options, report, services } = going
  const seen = new Set<string>()
  let [start, lost, told] = [0, 0, Number.POSITIVE_INFINITY]
  let whole = true
  while (start < told) {
    if (options.stopping?.aborted) return false
    const page = await source
      .packagePage({ organisation: options.organisation ?? null, start })
      .catch((error: unknown) => {
        if (!(error instanceof SourceFault)) throw error
        report.problems.push({ kind: 'portal', id: String(start), name: source.site, why: `page:${error.code}` })
        return null
      })
    if (page === null) {
      whole = false
      if (++lost >= MOST_LOST_PAGES) return false
      start += PAGE_PACKAGES
      continue
    }
    lost = 0
    told = page.count
    report.datasets.found = told
    const fresh = page.packages.map(cleaned).filter((one) => isNew(seen, one))
    // One that gives the same page again has no end.
    if (fresh.length === 0) return whole && page.packages.length === 0 ? seen.size >= told : false
    const done = report.dryRun ? new Map() : await packagesDone(services.db, source.site, fresh.map(idOf))
    for (const thing of fresh) {
      if (options.stopping?.aborted) return false
      const { came, refused } = report.datasets
      if (came + refused >= (options.limit ?? Number.POSITIVE_INFINITY)) return whole
      await importPackage(going, thing, done.get(idOf(thing)))
    }
    start += page.packages.length
  }
  return whole
}

const idOf = (thing: CkanThing): string => String(thing.id ?? thing.name ?? '')

function isNew(seen: Set<string>, thing: CkanThing): boolean {
  const id = idOf(thing)
  if (seen.has(id)) return false
  seen.add(id)
  return true
}
