import { randomBytes } from 'node:crypto'
import { appendFile, chown, link, readdir, readFile, readlink, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ConfigError } from '#kernel/config/config.ts'
import { freePort, isFree } from '#kernel/ports.ts'
import { type PostgresHome, tail } from './embedded-account.ts'
import type { Durability } from './embedded-postgres.ts'

export type Cluster = {
  /** PGDATA. */
  data: string
  /** What the server says before its own log opens. */
  log: string
  /** Of the database user punte. */
  password: string
  lastWords(): Promise<string>
}

/** Made for the binaries of this major version. */
const MAJOR = '18'

/**
 * The data folder, made when it is not there. initdb works in a folder of another name: one that was interrupted is
 * never taken for a database.
 * @throws ConfigError when initdb fails or the data was written by another major version
 */
export async function makeCluster(home: PostgresHome, log: (line: string) => void): Promise<Cluster> {
  const data = join(home.folder, 'data')
  const cluster: Cluster = {
    data,
    log: join(home.folder, 'start.log'),
    password: await rememberedPassword(home),
    lastWords: async () =>
      `${await tail(join(home.folder, 'start.log'), 10)}\n${await tail(todaysLog(data), 10)}`.trim(),
  }
  const version = await readFile(join(data, 'PG_VERSION'), 'utf8').catch(() => undefined)
  if (version === undefined) await initialise(home, data, log)
  else if (version.trim() !== MAJOR) {
    throw new ConfigError(
      `The data in ${data} was written by PostgreSQL ${version.trim()}, this is ${MAJOR}. Bring it over with pg_upgrade, or move the folder away to begin anew.`,
    )
  }
  return cluster
}

async function initialise(home: PostgresHome, data: string, log: (line: string) => void): Promise<void> {
  log('database: making a new one …')
  const unfinished = `${data}.new-${process.pid}`
  await rm(unfinished, { recursive: true, force: true })
  const made = await home.run('initdb', [
    `--pgdata=${unfinished}`,
    '--username=punte',
    '--auth=scram-sha-256',
    `--pwfile=${join(home.folder, 'password')}`,
    '--encoding=UTF8',
    '--data-checksums',
    ...localeArguments(),
  ])
  if (made.code !== 0) throw new ConfigError(`PostgreSQL could not make a database in ${data}.\n${made.output.trim()}`)
  await appendFile(join(unfinished, 'postgresql.conf'), "\ninclude 'punte.conf'\n")
  await rename(unfinished, data).catch(async (error) => {
    await rm(unfinished, { recursive: true, force: true })
    // Another process that starts at the same moment was faster.
    if (!(await readFile(join(data, 'PG_VERSION'), 'utf8').catch(() => ''))) throw error
  })
}

/** Under the locale C the search would not know Romanian letters; other systems than Linux have no C.UTF-8 of their own. */
function localeArguments(): string[] {
  if (process.platform === 'linux') return ['--locale=C.UTF-8']
  return ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
}

/** Appears whole or not at all: a process that starts at the same moment must read the same one. */
async function rememberedPassword(home: PostgresHome): Promise<string> {
  const path = join(home.folder, 'password')
  const remembered = await readFile(path, 'utf8').catch(() => '')
  if (remembered) return remembered.trim()
  const unfinished = `${path}.${process.pid}`
  await writeOwned(home, unfinished, `${randomBytes(24).toString('base64url')}\n`)
  await link(unfinished, path).catch((error) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(unfinished)
  return (await readFile(path, 'utf8')).trim()
}

/**
 * Writes punte.conf, which postgresql.conf includes.
 * @param another take another port than the remembered one: somebody else seems to use it
 * @returns the port in it
 */
export async function writeSettings(
  home: PostgresHome,
  cluster: Cluster,
  wish: { durability: Durability; port: number | undefined; another: boolean },
): Promise<number> {
  const port = wish.port ?? (await rememberedPort(home, wish.another))
  await writeOwned(home, join(cluster.data, 'punte.conf'), settings(port, wish.durability))
  return port
}

function settings(port: number, durability: Durability): string {
  // Reached over 127.0.0.1 with a password only: the path of a clone may be longer than a Unix socket's may be (107 bytes).
  const lines = [
    '# Written at every start by src/kernel/database/embedded-cluster.ts.',
    "listen_addresses = '127.0.0.1'",
    `port = ${port}`,
    "unix_socket_directories = ''",
    'max_connections = 60',
    'shared_buffers = 256MB',
    'effective_cache_size = 1GB',
    'maintenance_work_mem = 128MB',
    'work_mem = 8MB',
    'wal_compression = on',
    'max_wal_size = 2GB',
    'checkpoint_timeout = 15min',
    'random_page_cost = 1.1',
    'jit = off',
    "timezone = 'UTC'",
    "log_timezone = 'UTC'",
    'logging_collector = on',
    "log_directory = 'log'",
    "log_filename = 'postgresql-%a.log'",
    'log_truncate_on_rotation = on',
    'log_rotation_age = 1d',
    // A statement or its parameters may hold personal data; the error itself stays in the application's log.
    "log_min_error_statement = 'panic'",
    'log_parameter_max_length_on_error = 0',
  ]
  if (durability === 'none (tests only)')
    // Several test files at once, some with two servers and a worker each.
    lines.push('fsync = off', 'synchronous_commit = off', 'full_page_writes = off', 'max_connections = 200')
  return `${lines.join('\n')}\n`
}

async function rememberedPort(home: PostgresHome, another: boolean): Promise<number> {
  const path = join(home.folder, 'port')
  const remembered = Number(await readFile(path, 'utf8').catch(() => ''))
  if (remembered && !another && (await isFree(remembered))) return remembered
  const port = await freePort()
  await writeOwned(home, path, `${port}\n`)
  return port
}

/** The port of the server that runs on this data; undefined when its lock file is not complete. */
export async function livePort(cluster: Cluster): Promise<number | undefined> {
  // postmaster.pid: number, data folder, start time, port, socket folder, address, memory, status.
  const lines = (await readFile(join(cluster.data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')
  return Number(lines[3]) || undefined
}

/**
 * After a crash of the machine the number in postmaster.pid may belong to any other process of the same user, and
 * PostgreSQL would refuse for ever. Removed only where /proc proves that nothing works in this data folder:
 * orphans of a killed server still write to it, and the lock is what keeps a second server away.
 */
export async function removeStaleLock(cluster: Cluster): Promise<void> {
  if (process.platform !== 'linux') return
  const lock = join(cluster.data, 'postmaster.pid')
  const number = Number((await readFile(lock, 'utf8').catch(() => '')).split('\n')[0])
  if (!number || !(await isAlive(number)) || (await isServed(cluster))) return
  await rm(lock, { force: true })
}

async function isAlive(number: number): Promise<boolean> {
  return readFile(`/proc/${number}/comm`).then(
    () => true,
    () => false,
  )
}

/** Whether any process works on the data; where there is no /proc to tell, the lock file is believed. */
export async function isServed({ data }: Cluster): Promise<boolean> {
  if (process.platform !== 'linux') return true
  for (const number of await readdir('/proc')) {
    if (!/^\d+$/.test(number)) continue
    // Every process of a server has its data folder as working directory.
    if ((await readlink(`/proc/${number}/cwd`).catch(() => '')) === data) return true
  }
  return false
}

function todaysLog(data: string): string {
  const day = new Date().toLocaleDateString('en', { weekday: 'short', timeZone: 'UTC' })
  return join(data, 'log', `postgresql-${day}.log`)
}

async function writeOwned(home: PostgresHome, path: string, text: string): Promise<void> {
  await writeFile(path, text, { mode: 0o600 })
  if (home.account) await chown(path, home.account.uid, home.account.gid)
}
