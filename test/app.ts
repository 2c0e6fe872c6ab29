import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import { seedPlaces } from '#commons/places/seed.ts'
import { readConfig } from '#kernel/config/config.ts'
import { loadSecrets } from '#kernel/config/secrets.ts'
import { connect, type Database } from '#kernel/database/database.ts'
import { createLogger } from '#kernel/log.ts'
import { createMailSender } from '#kernel/mail/send-waiting.ts'
import { freePort } from '#kernel/ports.ts'
import { foldCounts } from '#modules/petitions/signing/fold-counts.ts'
import { type App, type AppDeps, buildApp } from '#src/app.ts'
import { seed } from '#src/seed.ts'
import { type FrozenClock, frozenClock } from './clock.ts'
import { testDatabase } from './database.ts'
import { assertFormsCarryKeys } from './keyed-forms.ts'

export interface TestApp extends App {
  clock: FrozenClock
  deps: AppDeps
  /** Scheme and host of the links in pages and mails. */
  origin: string
  /** The app's database by connections of its own, as another process has it. Close it before the app. */
  connectAgain(max: number): Database
  /** A request without a browser around it. */
  get(url: string, headers?: Record<string, string>): Promise<LightMyRequestResponse>
  /** A form as a browser of ours sends it. */
  post(
    url: string,
    fields: Record<string, string | string[]>,
    headers?: Record<string, string>,
  ): Promise<LightMyRequestResponse>
  postJson(url: string, body: unknown, headers?: Record<string, string>): Promise<LightMyRequestResponse>
  /** What the timers of the worker would do now. */
  fold(): Promise<void>
  /** Mails that would have left, oldest first. */
  mails(): Promise<{ to: string; subject: string; text: string; html: string; headers: Record<string, string> }[]>
}

/** The whole app on a database of its own, with a clock that stands still. Close it at the end. */
export async function testApp(
  options: {
    now?: string
    env?: Record<string, string>
    publicSeconds?: number
    /** False: nothing but the jurisdiction's places, as before a first start. */
    seeded?: boolean
    /** The demo's people with their roles; without them a test's own are the only ones. */
    demoPeople?: boolean
    /** The demo at its size; needs its people. */
    crowd?: boolean
    logger?: AppDeps['logger']
    /** Answers at a real address, `origin`, for a browser. */
    listen?: boolean
  } = {},
): Promise<TestApp> {
  const { url, pooledUrl, close } = await testDatabase()
  // The address is part of what is built, so it must be known before the server listens.
  const port = options.listen ? await freePort() : 0
  const origin = options.listen ? `http://127.0.0.1:${port}` : 'http://punte.test'
  const folder = mkdtempSync(path.join(tmpdir(), 'punte-app-'))
  const config = readConfig({
    PORT: '8080',
    PUNTE_DEMO: 'on',
    PUNTE_DATA_DIR: folder,
    DATABASE_URL: pooledUrl ?? url,
    ...(pooledUrl && { DATABASE_DIRECT_URL: url }),
    PUNTE_PUBLIC_URL: origin,
    ...options.env,
  })
  const connectAgain = (max: number) => connect(pooledUrl ?? url, { max, pooled: pooledUrl !== null })
  const database = connectAgain(8)
  const clock = frozenClock(options.now ?? '2026-11-22T10:00:00Z')
  const deps: AppDeps = {
    config,
    database,
    secrets: loadSecrets(config.secretsDir),
    clock,
    logger: options.logger ?? createLogger(process.env.TEST_LOG ?? 'fatal'),
    publicSeconds: options.publicSeconds ?? 0,
    checkReplies: true,
    // Tests press the machine; what they ask for must not depend on it.
    pressure: () => 'none',
  }
  if (options.seeded === false) await seedPlaces(database.db, { demo: true })
  else
    await seed(
      deps,
      () => {},
      // The demo's crowd would cost every test seconds; the demo's own test asks for it.
      (step) => (options.crowd || !step.endsWith('.demo-crowd')) && (options.demoPeople || step !== 'people.demo'),
    )
  const app = await buildApp(deps)
  if (options.listen) await app.server.listen({ port, host: '127.0.0.1' })
  const sender = createMailSender(database.db, null, 'Punte <no-reply@punte.test>', deps.logger, deps.secrets.vault)
  const inject = async (request: InjectOptions & { url: string }) => {
    const reply = await app.server.inject(request)
    if (String(reply.headers['content-type']).startsWith('text/html')) assertFormsCarryKeys(reply.body, request.url)
    return reply
  }
  return {
    ...app,
    clock,
    deps,
    origin,
    connectAgain,
    get: (url, headers = {}) => inject({ method: 'GET', url, headers }),
    post: (url, fields, headers = {}) =>
      inject({
        method: 'POST',
        url,
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', ...headers },
        payload: new URLSearchParams(
          Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one])),
        ).toString(),
      }),
    postJson: (url, body, headers = {}) =>
      inject({
        method: 'POST',
        url,
        headers: { 'content-type': 'application/json', ...headers },
        payload: JSON.stringify(body),
      }),
    fold: () => foldCounts(app.services),
    async mails() {
      await sender.sendWaiting(clock.now())
      return database.db
        .selectFrom('kernel.mail')
        .select(['to_address as to', 'subject', 'text', 'html', 'headers'])
        .orderBy('created_at')
        .orderBy('id')
        .execute()
    },
    async close() {
      await app.close()
      await database.close()
      await close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A second server on the same database, with connections, batches and caches of its own, as another process has them. */
export async function secondServer(app: TestApp): Promise<App> {
  const database = app.connectAgain(8)
  const other = await buildApp({ ...app.deps, database })
  return {
    ...other,
    async close() {
      await other.close()
      await database.close()
    },
  }
}
