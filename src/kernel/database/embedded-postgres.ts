import { mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { ConfigError } from '#kernel/config/config.ts'
import { findAccount, type PostgresHome } from './embedded-account.ts'
import { findBinaries } from './embedded-binaries.ts'
import { type Cluster, isServed, livePort, makeCluster, removeStaleLock, writeSettings } from './embedded-cluster.ts'

export type Durability = 'full' | 'none (tests only)'

export type EmbeddedPostgres = {
  /** For the application; names this process, so that `stop` can tell its connections from others'. */
  url: string
  /** The same server without anything between: LISTEN and session locks work on both. */
  directUrl: string
  /** Stops the server after the application has closed its connections. Left running while another process uses it. */
  stop(): Promise<void>
}

const RETRY_MS = 15_000
/** A crashed server replays its log before it answers. */
const RECOVERY_MS = 120_000

/**
 * Starts the PostgreSQL that comes with the npm packages on a data folder of its own, or adopts the one that still
 * runs there after the process that started it was killed.
 * @param dataDir folder for this server only: data, log, port and password
 * @param port of 127.0.0.1; absent: a free one, remembered in the folder
 * @param durability 'none (tests only)' loses data in a crash; never for people's data
 * @throws ConfigError with a text for the person at the terminal
 */
export async function startEmbedded(options: {
  dataDir: string
  port?: number
  log: (line: string) => void
  durability?: Durability
}): Promise<EmbeddedPostgres> {
  const { log, durability = 'full' } = options
  await mkdir(resolve(options.dataDir), { recursive: true })
  const binaries = await findBinaries()
  const home = await findAccount(resolve(options.dataDir), binaries, log)
  const cluster = await makeCluster(home, log)
  const port = await startOrAdopt(home, cluster, { durability, port: options.port, log })
  await createDatabase(serverUrl(cluster, port, 'postgres'))
  const lease = await takeLease(serverUrl(cluster, port, 'postgres'))
  const url = serverUrl(cluster, port, 'punte')
  const release = async () => {
    await lease.end().catch(() => undefined)
    await stop(home, cluster, port, log)
  }
  let released: Promise<void> | undefined
  return {
    url,
    directUrl: url,
    stop: () => {
      released ??= release()
      return released
    },
  }
}

/** A connection held for as long as this process uses the server: its pools may be empty while nobody visits. */
async function takeLease(url: string): Promise<Client> {
  const lease = new Client({ connectionString: url, keepAlive: true })
  // When the server dies the application's own connections tell.
  lease.on('error', () => undefined)
  await lease.connect()
  return lease
}

function serverUrl(cluster: Cluster, port: number, database: string): string {
  return `postgres://punte:${cluster.password}@127.0.0.1:${port}/${database}?application_name=punte-${process.pid}`
}

type Wish = { durability: Durability; port: number | undefined; log: (line: string) => void }

/** After `kill -9` the old server's children still hold its memory for a moment, and PostgreSQL rightly refuses. */
async function startOrAdopt(home: PostgresHome, cluster: Cluster, wish: Wish): Promise<number> {
  const begun = performance.now()
  for (let attempt = 1; ; attempt++) {
    const found = await look(home, cluster)
    if (typeof found === 'number') {
      wish.log(`database: PostgreSQL still runs on port ${found}, taken over`)
      return found
    }
    const waited = performance.now() - begun
    if (found === 'starting') {
      if (waited > RECOVERY_MS) throw await failure(cluster, 'It runs, but answers nobody.')
      if (attempt === 1) wish.log('database: PostgreSQL is starting already, waiting for it …')
    } else {
      await removeStaleLock(cluster)
      const port = await writeSettings(home, cluster, { ...wish, another: attempt % 3 === 0 })
      const started = await home.run('pg_ctl', startArguments(cluster))
      if (started.code === 0) {
        wish.log(`database: PostgreSQL runs on port ${port}`)
        return port
      }
      if (waited > RETRY_MS) throw await failure(cluster, started.output)
      if (attempt === 1) wish.log('database: PostgreSQL did not start at once, trying again …')
    }
    await sleep(300)
  }
}

function startArguments(cluster: Cluster): string[] {
  return ['start', '-D', cluster.data, '-w', '-t', String(RECOVERY_MS / 1000), '-s', '-l', cluster.log]
}

/** What is on the data folder: a server that answers on a port, one that does not answer yet, or none. */
async function look(home: PostgresHome, cluster: Cluster): Promise<number | 'starting' | undefined> {
  const status = await home.run('pg_ctl', ['status', '-D', cluster.data])
  if (status.code !== 0 || !(await isServed(cluster))) return undefined
  const port = await livePort(cluster)
  return port !== undefined && (await answers(serverUrl(cluster, port, 'postgres'))) ? port : 'starting'
}

async function answers(url: string): Promise<boolean> {
  try {
    await withClient(url, (client) => client.query('SELECT 1'))
    return true
  } catch (error) {
    // invalid_password: waiting would not help.
    if ((error as { code?: string }).code !== '28P01') return false
    throw new ConfigError(
      'The database does not accept the password in its data folder: was the file "password" changed?',
    )
  }
}

async function failure(cluster: Cluster, output: string): Promise<Error> {
  const written = await cluster.lastWords()
  return new ConfigError(`PostgreSQL does not start on ${cluster.data}.\n${output.trim()}\n${written}`.trim())
}

async function createDatabase(url: string): Promise<void> {
  await withClient(url, async (client) => {
    const { rowCount } = await client.query(`SELECT FROM pg_database WHERE datname = 'punte'`)
    if (rowCount) return
    await client.query('CREATE DATABASE punte').catch((error: { code?: string }) => {
      // Another process that starts at the same moment was faster: duplicate_database, or its unique index.
      if (error.code !== '42P04' && error.code !== '23505') throw error
    })
  })
}

async function stop(home: PostgresHome, cluster: Cluster, port: number, log: (line: string) => void): Promise<void> {
  const others = await otherConnections(serverUrl(cluster, port, 'postgres'))
  if (others === undefined) return
  if (others > 0) {
    log(`database: left running, ${others} connections of other processes use it`)
    return
  }
  const stopped = await home.run('pg_ctl', ['stop', '-D', cluster.data, '-m', 'fast', '-w', '-t', '60', '-s'])
  log(stopped.code === 0 ? 'database: stopped' : `database: did not stop: ${stopped.output.trim()}`)
}

/** Undefined when the server is gone already. */
async function otherConnections(url: string): Promise<number | undefined> {
  try {
    return await withClient(url, async (client) => {
      const { rows } = await client.query<{ others: number }>(
        `SELECT count(*)::int AS others FROM pg_stat_activity
         WHERE backend_type = 'client backend' AND application_name <> $1`,
        [`punte-${process.pid}`],
      )
      return rows[0]?.others ?? 0
    })
  } catch {
    return undefined
  }
}

async function withClient<Result>(url: string, use: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  client.on('error', () => {
    // A server that dies while we are connected also rejects the query, which is where it is handled.
  })
  try {
    await client.connect()
    return await use(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}
