import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { unmarkDemo } from '#commons/demo/reset/installation.ts'
import { tellDemoPeople } from '#commons/people/demo/people.ts'
import { parseAddress } from '#commons/people/email.ts'
import { grantAdministrator } from '#commons/work/roles/grant-administrator.ts'
import { systemClock } from '#kernel/clock.ts'
import { type Config, ConfigError, readConfig } from '#kernel/config/config.ts'
import { checkSecretFingerprints, loadSecrets } from '#kernel/config/secrets.ts'
import { connect, type Database } from '#kernel/database/database.ts'
import { startEmbedded } from '#kernel/database/embedded-postgres.ts'
import { MigrationError, migrate } from '#kernel/database/migrate.ts'
import { housekeeping } from '#kernel/jobs/housekeeping.ts'
import type { Timer } from '#kernel/jobs/jobs.ts'
import { migrateJobs, startWorker } from '#kernel/jobs/worker.ts'
import { createLogger } from '#kernel/log.ts'
import { createMailSender } from '#kernel/mail/send-waiting.ts'
import { type AppDeps, buildApp, buildServices, migrationsDir } from './app.ts'
import { modules } from './modules.ts'
import { seed } from './seed.ts'

const commands = ['start', 'web', 'worker', 'migrate', 'grant-administrator'] as const
type Command = (typeof commands)[number]

const tell = (line: string) => console.log(line)

try {
  await run(process.argv[2] ?? 'start', process.argv.slice(3))
} catch (error) {
  if (!(error instanceof ConfigError) && !(error instanceof MigrationError)) console.error(error)
  else console.error(`punte: ${error.message}`)
  process.exitCode = 1
}

async function run(command: string, words: string[]): Promise<void> {
  if (!commands.includes(command as Command))
    throw new ConfigError(`There is no command "${command}"; expected ${commands.join(', ')}.`)
  const newAdministrator = command === 'grant-administrator' ? addressIn(words) : null
  const config = readConfig(process.env)
  const closers: (() => Promise<unknown> | unknown)[] = []
  const closeAll = async () => {
    for (const close of closers.splice(0).reverse()) await close()
  }
  try {
    const address = await openDatabase(config, closers)
    if (command !== 'web' && command !== 'worker') {
      await migrate(address.directUrl, migrationsDir, tell)
      await migrateJobs(address.directUrl)
    }
    if (command === 'migrate') return await closeAll()
    const logger = createLogger(config.logLevel ?? (command === 'start' ? 'warn' : 'info'))
    const database = connect(address.url, {
      max: 12,
      name: `punte-${process.pid}`,
      onIdleError: (error) => logger.warn({ err: error }, 'database connection lost'),
    })
    closers.push(() => database.close())
    const secrets = loadSecrets(config.secretsDir)
    await checkSecretFingerprints(database.db, secrets)
    if (newAdministrator) {
      const granted = await grantAdministrator({ db: database.db, secrets }, newAdministrator, systemClock.now())
      tell(`punte: ${newAdministrator} ${granted ? 'is now' : 'was already'} an administrator`)
      return await closeAll()
    }
    const deps: AppDeps = {
      config,
      database,
      secrets,
      clock: systemClock,
      logger,
      publicSeconds: 2,
      checkReplies: config.demo,
    }
    if (!config.demo) await unmarkDemo(database.db)
    if (command === 'start') await seed(deps, tell)
    if (command !== 'web') closers.push(await startWork(deps, address.directUrl, database))
    if (command !== 'worker') closers.push(await listen(deps))
    await untilTold()
    tell('punte: ending what is under way …')
    const deadline = globalThis.setTimeout(() => process.exit(1), 25_000)
    await closeAll()
    clearTimeout(deadline)
    tell('punte: ended')
  } catch (error) {
    await closeAll().catch(() => {})
    throw error
  }
}

function addressIn(words: string[]): string {
  const parsed = parseAddress(words[0] ?? '')
  if ('ok' in parsed && words.length === 1) return parsed.ok.address
  throw new ConfigError('Say whom: npm run grant-administrator -- somebody@authority.example')
}

async function openDatabase(
  config: Config,
  closers: (() => Promise<unknown> | unknown)[],
): Promise<{ url: string; directUrl: string }> {
  if (config.databaseUrl) return { url: config.databaseUrl, directUrl: config.databaseDirectUrl ?? config.databaseUrl }
  mkdirSync(config.dataDir, { recursive: true })
  const embedded = await startEmbedded({ dataDir: path.join(config.dataDir, 'postgres'), log: tell })
  closers.push(() => embedded.stop())
  return embedded
}

async function listen(deps: AppDeps): Promise<() => Promise<void>> {
  const app = await buildApp(deps)
  await app.server.listen({ port: deps.config.port, host: deps.config.host })
  tell(`\nPunte listens on ${deps.config.publicUrl}`)
  if (deps.config.demo) {
    tell(`This is a demo: mails are shown at ${deps.config.publicUrl}/ro/demo/mail`)
    tellDemoPeople(tell, deps.config.publicUrl)
  }
  tell('Ctrl-C ends it.\n')
  return async () => {
    app.drain()
    await setTimeout(deps.config.drainSeconds * 1000)
    await app.close()
  }
}

async function startWork(deps: AppDeps, directUrl: string, database: Database): Promise<() => Promise<void>> {
  const { config, logger } = deps
  const services = await buildServices(deps)
  const sender = createMailSender(
    database.db,
    config.smtpUrl,
    `Punte <no-reply@${new URL(config.publicUrl).hostname}>`,
    logger,
    deps.secrets.vault,
  )
  const mailTimer: Timer = {
    name: 'kernel.send-mail',
    everySeconds: 1,
    run: async (services) => {
      await sender.sendWaiting(services.clock.now())
    },
  }
  const worker = await startWorker({
    directUrl,
    services,
    jobs: [...housekeeping, ...modules.flatMap((module) => module.jobs ?? [])] as never,
    timers: [mailTimer, ...modules.flatMap((module) => module.timers ?? [])],
  })
  return async () => {
    // After the batch that is under way, not after the whole queue.
    await Promise.all([sender.close(), worker.stop()])
  }
}

function untilTold(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve())
  })
}
