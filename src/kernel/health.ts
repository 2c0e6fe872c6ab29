import { statfs } from 'node:fs/promises'
import { sql } from 'kysely'
import type { Database, Db } from '#kernel/database/database.ts'
import { isMigrated } from '#kernel/database/migrate.ts'
import type { Services } from '#kernel/http/context.ts'
import type { MessageKey, Text } from '#kernel/i18n/translator.ts'
import { countFailedJobs, readOutbox } from '#kernel/metrics/kernel-gauges.ts'
import type { Gauge } from '#kernel/metrics/metrics.ts'

declare module '#kernel/http/context.ts' {
  interface Services {
    health(): Promise<Health>
  }
}

/** Something that must not be so, in words, and where one looks into it. */
export interface Alarm {
  /** For programs; stays the same for the same trouble: `<room>.<what>`. Public, at /readyz: it names nobody and no thing. */
  code: string
  text: Text
  since: Date
  path: string
}

declare module '#kernel/module.ts' {
  interface Manifest {
    /** Each says what is wrong now; nothing when all is well. */
    alarms?: ((services: Services) => Promise<Alarm[]>)[]
  }
}

export interface Health {
  /** Milliseconds of one question to the database. */
  databaseMs: number
  databaseVersion: string
  migrated: boolean
  unsentMails: number
  oldestMailSeconds: number
  failedMails: number
  /** To addresses that the mail server refuses. */
  refusedMails: number
  /** No mail leaves: there is no SMTP_URL. */
  mailTrap: boolean
  failedJobs: number
  /** Bytes that may still be written to the data folder. */
  diskFree: number
  diskTotal: number
  /** Figures of rooms and commons parts; null where one could not be read. */
  gauges: { name: string; help: string; about?: MessageKey; value: number | null }[]
  /** What rooms and commons parts say is wrong. */
  alarms: Alarm[]
}

/** Whether requests can be served: the database answers and has every migration. */
export async function isReady(database: Database, migrationsDir: string): Promise<boolean> {
  await sql`SELECT 1`.execute(database.db)
  return isMigrated(database.pool, migrationsDir)
}

/** Codes of what rooms and commons parts say is wrong, each once; null where they could not be asked. Nothing of it makes a process unready. */
export async function alarmCodes(services: Services): Promise<string[] | null> {
  const codes = (await readAlarms(services).catch(() => null))?.map(({ code }) => code)
  return codes ? [...new Set(codes)].sort() : null
}

async function readAlarms(services: Services): Promise<Alarm[]> {
  const read = services.manifests.flatMap((manifest) => manifest.alarms ?? [])
  return (await Promise.all(read.map((one) => one(services)))).flat()
}

/** What an administrator looks at first when something seems slow. */
export async function readHealth(options: {
  services: Services
  database: Database
  migrationsDir: string
  dataDir: string
  mailTrap: boolean
  gauges: Gauge[]
}): Promise<Health> {
  const { services, database } = options
  const started = performance.now()
  const databaseVersion = await versionOf(database.db)
  const databaseMs = performance.now() - started
  const [migrated, outbox, failedJobs, disk, gauges, alarms] = await Promise.all([
    isMigrated(database.pool, options.migrationsDir),
    readOutbox(database.db, services.clock.now()),
    countFailedJobs(database.db),
    statfs(options.dataDir).catch(() => ({ bavail: 0, blocks: 0, bsize: 0 })),
    Promise.all(
      options.gauges.map(async ({ name, help, about, read }) => {
        const value = await read(services).catch(() => Number.NaN)
        return { name, help, ...(about && { about }), value: Number.isFinite(value) ? value : null }
      }),
    ),
    readAlarms(services),
  ])
  return {
    databaseMs: Math.round(databaseMs * 10) / 10,
    databaseVersion,
    migrated,
    unsentMails: outbox.unsent,
    oldestMailSeconds: Math.round(outbox.oldestSeconds),
    failedMails: outbox.failed,
    refusedMails: outbox.refused,
    mailTrap: options.mailTrap,
    failedJobs,
    diskFree: disk.bavail * disk.bsize,
    diskTotal: disk.blocks * disk.bsize,
    gauges,
    alarms,
  }
}

async function versionOf(db: Db): Promise<string> {
  const { rows } = await sql<{ server_version: string }>`SHOW server_version`.execute(db)
  return rows[0]?.server_version ?? ''
}
