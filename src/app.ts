import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { answerNothingWhileStill, COMING_BACK } from '#commons/demo/reset/coming-back.ts'
import { ComingBackPage } from '#commons/demo/reset/coming-back-page.tsx'
import { DemoStandstill } from '#commons/demo/reset/standstill.ts'
import { refuseUndeclared } from '#commons/ledger/append-entry.ts'
import type {} from '#commons/ledger/entry-kinds.ts'
import { openLedger } from '#commons/ledger/open-ledger.ts'
import { calendarOf } from '#commons/lifecycle/calendar.ts'
import { demoIdentityProvider } from '#commons/people/demo/identity-provider.ts'
import { identify } from '#commons/people/identify.ts'
import { signInPath } from '#commons/people/sign-in-path.ts'
import { Places } from '#commons/places/places.ts'
import { Settings } from '#commons/settings/settings.ts'
import { holidays, timeZone } from '#jurisdiction/md/index.ts'
import { readAssets } from '#kernel/assets.ts'
import { ChangeFeed } from '#kernel/changes/change-feed.ts'
import { readChanges } from '#kernel/changes/read-changes.ts'
import { type Clock, untilMidnightIn } from '#kernel/clock.ts'
import type { Config } from '#kernel/config/config.ts'
import { derivedKey, type Secrets } from '#kernel/config/secrets.ts'
import { connectBeside, type Database } from '#kernel/database/database.ts'
import { schemasOf } from '#kernel/database/own-schemas.ts'
import { NotFound } from '#kernel/errors.ts'
import { folderStore } from '#kernel/files/file-store.ts'
import { alarmCodes, isReady, readHealth } from '#kernel/health.ts'
import { answerKeptFirst } from '#kernel/http/answer-kept.ts'
import type { Services } from '#kernel/http/context.ts'
import { leadToForms } from '#kernel/http/lead-to-forms.ts'
import { hashSourcesWith } from '#kernel/http/limits.ts'
import { memoryForCopies } from '#kernel/http/memory-for-copies.ts'
import { mount } from '#kernel/http/mount.ts'
import type { MountOptions } from '#kernel/http/mounting.ts'
import { type Pressure, PressureGauge } from '#kernel/http/pressure.ts'
import { PublicCache } from '#kernel/http/public-cache.ts'
import { sendError } from '#kernel/http/send-error.ts'
import { createServer } from '#kernel/http/server.ts'
import { preferredLang } from '#kernel/i18n/lang.ts'
import { createTranslators } from '#kernel/i18n/translator.ts'
import { createViews } from '#kernel/i18n/view.ts'
import { RequestHistogram } from '#kernel/metrics/metrics.ts'
import { serveMetrics } from '#kernel/metrics/serve-metrics.ts'
import { root } from '#kernel/root.ts'
import { neverStill } from '#kernel/standstill.ts'
import { Tally } from '#kernel/tally.ts'
import { tokenSignerOf } from '#modules/budgeting/tokens/signer/signer.ts'
import { keepCounted } from '#modules/budgeting/visits/keep-counted.ts'
import { openTables } from '#modules/open-data/engine/open-tables.ts'
import { followRecalls } from '#modules/open-data/recall/follow-recalls.ts'
import { SqlRunners } from '#modules/open-data/sql/runner/runners.ts'
import { AsOf } from '#ui/components/AsOf.tsx'
import { ErrorPageFor } from '#ui/components/ErrorPages.tsx'
import { messages } from '../generated/messages.ts'
import { modules } from './modules.ts'

export interface AppDeps {
  config: Config
  database: Database
  secrets: Secrets
  clock: Clock
  logger: Logger
  /** Seconds that public replies are kept; 0 in tests. */
  publicSeconds: number
  /** For tests: what is written must be what was declared. */
  checkReplies: boolean
  /** How pressed this process is; measured unless said otherwise. */
  pressure?: () => Pressure
}

export interface App {
  server: FastifyInstance
  services: Services
  /** Says "not ready" from now on, while everything is still answered: balancers stop sending before it closes. */
  drain(): void
  /** Ends after the requests that are under way. */
  close(): Promise<void>
}

export const migrationsDir = path.join(root, 'migrations')
export const translators = createTranslators(messages)
const untilMidnight = untilMidnightIn(timeZone)
const gauges = modules.flatMap((module) => module.gauges ?? [])

/** A queue of 2,000 is about a second of work on two cores; who waits longer than two has gone. A request held takes some 10 KB. */
const queue = { waiting: 2_000, patience: 2_000, refusedAfter: 1_000, held: 5_000 }
const crowded = { most: 250, atOnce: 2, gather: 2, ...queue }
/** For measuring what batches bring: a transaction an act. */
const alone = { most: 1, atOnce: 8, gather: 0, ...queue }

/** Puts the house together: kernel, commons, then the rooms in the order of modules.ts. */
export async function buildApp(deps: AppDeps): Promise<App> {
  const { config, database } = deps
  const server = await createServer({
    logger: deps.logger,
    trustProxy: config.trustProxy,
    publicUrl: config.publicUrl,
    assetsDir: path.join(root, 'dist/assets'),
    version: '1',
    onError: (error, request, reply) => sendError(options, error, request, reply),
  })
  hashSourcesWith(derivedKey(deps.secrets.session, 'kernel.limits'))
  const services = await buildServices(deps, () => server)
  const assets = readAssets(path.join(root, 'dist/assets/manifest.json'))
  const views = createViews({
    translators,
    timeZone,
    publicUrl: config.publicUrl,
    asset: (name) => assets[name] ?? `/assets/${name}`,
    nav: (t) =>
      modules
        .flatMap((module) => module.nav ?? [])
        .map(({ path, label }) => ({ path, label: (t as (key: string) => string)(label) })),
    demo: config.demo,
  })
  const gauge = new PressureGauge()
  const options: MountOptions = {
    services,
    views,
    translators,
    identify: (request, now) => identify(database.db, config.publicUrl, request, now),
    errorPage: (problem, view, more) =>
      problem.code === COMING_BACK ? ComingBackPage({ problem, view }) : ErrorPageFor({ problem, view, ...more }),
    signInPath,
    publicSeconds: deps.publicSeconds,
    checkReplies: deps.checkReplies,
    asOf: (at, view) => AsOf({ at, view }),
    veils: modules.flatMap(({ veils = [] }) => veils),
    pressure: deps.pressure ?? (() => gauge.level),
    groupCommit: deps.config.groupCommit ? crowded : alone,
  }
  answerNothingWhileStill(server, services)
  const changes = deps.publicSeconds > 0 ? followChanges(deps) : null
  const cache = new PublicCache(deps.publicSeconds, {
    maxBytes: memoryForCopies(),
    feed: changes?.feed,
    untilTomorrow: () => untilMidnight(deps.clock.now()),
  })
  const recalls = followRecalls(services)
  // Tests say themselves when.
  const counting = deps.publicSeconds > 0 ? keepCounted(services) : null
  const requests = new RequestHistogram()
  server.setNotFoundHandler((request, reply) => sendError(options, new NotFound(), request, reply))
  server.get('/', { schema: { hide: true } }, (request, reply) =>
    reply
      .header('vary', 'accept-language')
      .header('cache-control', 'no-cache')
      .redirect(`/${preferredLang(request.headers['accept-language'])}`, 302),
  )
  let draining = false
  server.get('/livez', { schema: { hide: true } }, async (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ status: 'ok' }),
  )
  server.get('/readyz', { schema: { hide: true } }, async (_request, reply) => {
    const ready = !draining && (await isReady(database, migrationsDir).catch(() => false))
    return reply
      .code(ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(ready ? { status: 'ok', alarms: await alarmCodes(services) } : { status: 'not ready' })
  })
  server.get('/api/v1/openapi.json', { schema: { hide: true } }, async (_request, reply) =>
    reply
      .header('cache-control', 'no-cache')
      .header('cross-origin-resource-policy', 'cross-origin')
      .send(server.swagger()),
  )
  serveMetrics(server, {
    services,
    pool: database.pool,
    gauges,
    requests,
    copies: cache.counts,
    token: config.metricsToken,
  })
  for (const module of modules) mount(server, module.name, module.endpoints ?? [], options, cache)
  leadToForms(
    server,
    modules.flatMap(({ endpoints = [] }) => endpoints),
  )
  // The demo stands still now and then; a hook sees to it.
  if (!config.demo) answerKeptFirst(server, cache, requests, services.pageViews)
  await server.ready()
  return {
    server,
    services,
    drain() {
      draining = true
    },
    async close() {
      draining = true
      gauge.stop()
      await server.close()
      await changes?.stop()
      await recalls.stop()
      await counting?.stop()
      services.sqlRunners.close()
      await services.tables.close()
    },
  }
}

/** On a connection of its own: where requests wait for one, what is kept is what helps, and must not be doubted for that. */
function followChanges({ database, logger }: AppDeps): { feed: ChangeFeed; stop(): Promise<void> } {
  const beside = connectBeside(database, (error) => logger.warn({ err: error }, 'connection for changes lost'))
  const feed = new ChangeFeed((since) => readChanges(beside.db, since))
  feed.start()
  return {
    feed,
    async stop() {
      await feed.stop()
      await beside.close()
    },
  }
}

/** What use-cases get; also what the worker runs with. */
export async function buildServices(deps: AppDeps, server?: () => FastifyInstance): Promise<Services> {
  const { db } = deps.database
  const files = folderStore(path.join(deps.config.dataDir, 'files'))
  if (deps.checkReplies)
    refuseUndeclared(modules.flatMap(({ ledgerEntries = [] }) => ledgerEntries.map(({ kind }) => kind)))
  const tablesFolder = path.resolve(deps.config.dataDir, 'tables')
  const services: Services = {
    db,
    clock: deps.clock,
    secrets: deps.secrets,
    publicUrl: deps.config.publicUrl,
    timeZone,
    demo: deps.config.demo,
    ownSchemas: () => schemasOf(migrationsDir),
    standstill: deps.config.demo ? new DemoStandstill(db) : neverStill,
    files,
    tables: openTables({ folder: tablesFolder, files }),
    sqlRunners: new SqlRunners(tablesFolder),
    ledger: openLedger(deps.config, deps.secrets.ledger),
    log: deps.logger,
    pageViews: new Tally(),
    ageAnswers: new Tally(),
    translate: (lang) => translators[lang],
    places: await Places.load(db),
    datasets: modules.flatMap((module) => module.publicDatasets ?? []),
    homeOffers: modules.flatMap((module) => module.home ?? []),
    settings: new Settings(db),
    manifests: modules,
    calendar: calendarOf(holidays.rules, { weekend: holidays.weekend, extra: holidays.extra }),
    personalData: modules.flatMap((module) => module.personalData ?? []),
    tokenSigner: tokenSignerOf(deps.secrets),
    identityProvider: deps.config.demo ? demoIdentityProvider : null,
    operations: (lang) => describeOperations(server?.(), lang),
    health: () =>
      readHealth({
        services,
        database: deps.database,
        migrationsDir,
        dataDir: deps.config.dataDir,
        mailTrap: deps.config.smtpUrl === null,
        gauges,
      }),
  }
  return services
}

function describeOperations(server: FastifyInstance | undefined, lang: 'ro' | 'ru' | 'en') {
  const paths = (server?.swagger().paths ?? {}) as Record<
    string,
    Record<string, { operationId?: string; tags?: string[] }>
  >
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const group = operation.tags?.[0] ?? ''
      const key = `${group}.api.${operation.operationId}`
      return { method: method.toUpperCase(), path, group, summary: (translators[lang] as (key: string) => string)(key) }
    }),
  )
}
