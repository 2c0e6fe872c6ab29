import { accessSync, constants } from 'node:fs'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { unmarkDemo } from '#commons/demo/reset/installation.ts'
import type { Ledger } from '#commons/ledger/ledger.ts'
import { openLedger } from '#commons/ledger/open-ledger.ts'
import { rebuildTree } from '#commons/ledger/rebuild-tree.ts'
import { tellDemoPeople } from '#commons/people/demo/people.ts'
import { parseAddress } from '#commons/people/email.ts'
import { grantAdministrator } from '#commons/work/roles/grant-administrator.ts'
import { systemClock } from '#kernel/clock.ts'
import { type Config, ConfigError, readConfig } from '#kernel/config/config.ts'
import { checkSecretFingerprints, loadSecrets, usedSecrets } from '#kernel/config/secrets.ts'
import { checkDurability } from '#kernel/database/check-durability.ts'
import { checkServer } from '#kernel/database/check-server.ts'
import { connect, type Database, endsLongStatements } from '#kernel/database/database.ts'
import { startEmbedded } from '#kernel/database/embedded-postgres.ts'
import { isMigrated, migrate } from '#kernel/database/migrate.ts'
import { housekeeping } from '#kernel/jobs/housekeeping.ts'
import type { Timer } from '#kernel/jobs/jobs.ts'
import { migrateJobs, startWorker } from '#kernel/jobs/worker.ts'
import { createLogger, standardOutput } from '#kernel/log.ts'
import { createMailSender } from '#kernel/mail/send-waiting.ts'
import { makeFolder } from '#kernel/make-folder.ts'
import { tryListening } from '#kernel/ports.ts'
import { whyNotStarted } from '#kernel/why-not-started.ts'
import { type ImportWords, importByCommand, readImportWords } from '#modules/open-data/import/command.ts'
import { followRecalls } from '#modules/open-data/recall/follow-recalls.ts'
import { type App, type AppDeps, buildApp, buildServices, migrationsDir } from './app.ts'
import { modules } from './modules.ts'
import { Opened } from './opened.ts'
import { seed } from './seed.ts'

const commands = ['start', 'web', 'worker', 'migrate', 'grant-administrator', 'ledger-rebuild', 'import-ckan'] as const
type Command = (typeof commands)[number]

/** What a command prints for programs stands alone on standard output. */
const isForPrograms = process.argv.includes('--json')
const tell = (line: string) => (isForPrograms ? console.error(line) : console.log(line))

try {
  await run(process.argv[2] ?? 'start', process.argv.slice(3))
} catch (error) {
  const why = whyNotStarted(error)
  console.error(why === null ? error : `punte: ${why}`)
  process.exitCode = 1
}

async function run(command: string, words: string[]): Promise<void> {
  if (!commands.includes(command as Command))
    throw new ConfigError(`There is no command "${command}"; expected ${commands.join(', ')}.`)
  const newAdministrator = command === 'grant-administrator' ? addressIn(words) : null
  const toImport = command === 'import-ckan' ? readImportWords(words) : null
  const config = readConfig(process.env)
  const opened = new Opened()
  const told = untilTold()
  const working = bringUp(command as Command, config, { newAdministrator, toImport }, opened)
  try {
    // Told to end while it starts (a first start takes a while), it leaves nothing running either.
    const ending = await Promise.race([working, told])
    if (ending === 'done') return await opened.closeAll()
    await told
  } catch (error) {
    await opened.closeAll().catch(() => {})
    throw error
  }
  // What is cut off in the middle of a start fails for that reason only.
  working.catch(() => {})
  tell('punte: ending what is under way …')
  const deadline = globalThis.setTimeout(() => process.exit(1), 25_000)
  await opened.closeAll()
  clearTimeout(deadline)
  tell('punte: ended')
}

/** @returns 'done' when the command has nothing to wait for, 'serving' when it goes on until it is told to end */
async function bringUp(
  command: Command,
  config: Config,
  { newAdministrator, toImport }: { newAdministrator: string | null; toImport: ImportWords | null },
  opened: Opened,
): Promise<'done' | 'serving'> {
  if (command === 'start' || command === 'web') await tryListening(config.port, config.host)
  if (command !== 'migrate') keepFolder(config.dataDir)
  const address = await openDatabase(config, opened)
  if (command !== 'web' && command !== 'worker') {
    await migrate(address.directUrl, migrationsDir, tell)
    await migrateJobs(address.directUrl)
  }
  if (command === 'migrate') return 'done'
  const logger = createLogger(config.logLevel ?? (command === 'start' ? 'warn' : 'info'), standardOutput())
  const database = connect(address.url, {
    max: 12,
    name: `punte-${process.pid}`,
    pooled: config.databaseDirectUrl !== null,
    onIdleError: (error) => logger.warn({ err: error }, 'database connection lost'),
  })
  await opened.add(() => database.close())
  await refuseOldDatabase(database, config.databaseUrl ? 'DATABASE_URL' : 'PUNTE_DATA_DIR')
  const { checksums } = await checkDurability(database.db)
  if (!checksums) tell('punte: data_checksums is off; expected on, else a damaged page of the database is not noticed')
  if (!(await endsLongStatements(database)))
    tell('punte: statement_timeout is 0; expected the pooler to set it, see docs/operations/scaling.md')
  const secrets = loadSecrets(config.secretsDir, await usedSecrets(database.db))
  await checkSecretFingerprints(database.db, secrets, config.secretsDir)
  if (newAdministrator) {
    const granted = await grantAdministrator({ db: database.db, secrets }, newAdministrator, systemClock.now())
    tell(`punte: ${newAdministrator} ${granted ? 'is now' : 'was already'} an administrator`)
    return 'done'
  }
  if (command === 'ledger-rebuild') {
    await rebuildLedger(database, openLedger(config, secrets.ledger))
    return 'done'
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
  if (toImport) {
    if (!(await importPortal(deps, toImport, opened))) process.exitCode = 1
    return 'done'
  }
  if (!config.demo) await unmarkDemo(database.db)
  if (command === 'start') await seed(deps, tell)
  if (command !== 'web') await opened.add(await startWork(deps, address.directUrl, database))
  if (command !== 'worker') await opened.add(await listen(deps))
  return 'serving'
}

/** A process that serves on an older database would fail at the first request instead. */
async function refuseOldDatabase({ pool }: Database, setting: string): Promise<void> {
  const ready = await isMigrated(pool, migrationsDir).catch((error) => {
    // undefined_table: nothing was ever migrated. The schema is kernel's, so a missing one says the same.
    if (error.code === '42P01' || error.code === '3F000') return false
    throw error
  })
  if (!ready)
    throw new ConfigError(
      `${setting} leads to a database that lacks migrations; expected npm run migrate to have run before.`,
    )
}

/** @throws ConfigError when the entries are not those that were signed: the command ends with 1 */
async function rebuildLedger({ db }: Database, ledger: Ledger): Promise<void> {
  const rebuilt = await rebuildTree({ db, ledger }, (done, all) => tell(`punte: ${done} of ${all} entries`))
  if (!rebuilt) return tell('punte: the public log has not begun yet; there is nothing to make again')
  for (const path of rebuilt.wrong) tell(`punte: ${path} holds something else than the entries give`)
  tell(
    `punte: ${rebuilt.files} files, of which ${rebuilt.missing.length} were missing and ${rebuilt.wrong.length} wrong`,
  )
  if (!rebuilt.rootHolds)
    throw new ConfigError(
      `The ${rebuilt.size} entries in the database have another root than the newest checkpoint; expected the one that was signed. Nothing was written: the files may be what is right.`,
    )
  tell(`punte: the ${rebuilt.size} entries have the root that was signed, and all files are right`)
}

/** @returns whether all came that was asked for */
async function importPortal(deps: AppDeps, words: ImportWords, opened: Opened): Promise<boolean> {
  const ends = new AbortController()
  const importing = importByCommand(await buildServices(deps), words, {
    ...{ tell, stopping: ends.signal },
    print: (line) => console.log(line),
  })
  // Told to end, it ends what it is at before the database is closed.
  await opened.add(async () => {
    ends.abort()
    await importing.catch(() => {})
  })
  return importing
}

function addressIn(words: string[]): string {
  const parsed = parseAddress(words[0] ?? '')
  if ('ok' in parsed && words.length === 1) return parsed.ok.address
  throw new ConfigError('Say whom: npm run grant-administrator -- somebody@authority.example')
}

async function openDatabase(config: Config, opened: Opened): Promise<{ url: string; directUrl: string }> {
  const { databaseUrl: url, databaseDirectUrl } = config
  if (url) {
    await checkServer(url, databaseDirectUrl)
    return { url, directUrl: databaseDirectUrl ?? url }
  }
  keepFolder(config.dataDir)
  const embedded = await startEmbedded({ dataDir: path.join(config.dataDir, 'postgres'), log: tell })
  await opened.add(() => embedded.stop())
  return embedded
}

/** Files of people come there later: a start must not end well where they could not. @throws as the system says */
function keepFolder(folder: string): void {
  makeFolder(folder)
  accessSync(folder, constants.W_OK | constants.X_OK)
}

async function listen(deps: AppDeps): Promise<() => Promise<void>> {
  const app = await buildApp(deps)
  await app.server.listen({ port: deps.config.port, host: deps.config.host }).catch(async (error) => {
    await app.close()
    throw error
  })
  tell(`\nPunte listens on ${deps.config.publicUrl}`)
  if (deps.config.demo) {
    tell(`This is a demo: mails are shown at ${deps.config.publicUrl}/ro/demo/mail`)
    tellDemoPeople(tell, deps.config.publicUrl)
  }
  tell('Ctrl-C ends it.\n')
  let ending = false
  warm(app, () => ending)
  return async () => {
    ending = true
    app.drain()
    await setTimeout(deps.config.drainSeconds * 1000)
    await app.close()
  }
}

async function warm({ services }: App, isEnding: () => boolean): Promise<void> {
  for (const one of modules.flatMap((module) => module.warm ?? []))
    await one(services).catch((error) => {
      // Whoever needs it makes it, and is told what is wrong.
      if (!isEnding()) services.log.warn({ err: error }, 'not made ready')
    })
}

async function startWork(deps: AppDeps, directUrl: string, database: Database): Promise<() => Promise<void>> {
  const { config, logger } = deps
  const services = await buildServices(deps)
  const recalls = followRecalls(services)
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
    await Promise.all([sender.close(), worker.stop(), recalls.stop()])
  }
}

function untilTold(): Promise<'told'> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve('told'))
  })
}
