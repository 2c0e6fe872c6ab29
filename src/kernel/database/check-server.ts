import pg from 'pg'
import { ConfigError } from '#kernel/config/config.ts'
import { whyNotStarted } from '#kernel/why-not-started.ts'

/** What PostgreSQL says of itself. */
export interface Server {
  /** `server_version_num`, 150004 for 15.4. */
  version: number
  encoding: string
  /** A standby, or one that somebody set so. */
  readOnly: boolean
}

type Setting = 'DATABASE_URL' | 'DATABASE_DIRECT_URL'

const OLDEST = 15
const PATIENCE_MS = 5_000

/**
 * Asks the PostgreSQL of an installation, before anything is written, whether Punte can live there.
 *
 * @param directUrl null: there is no pooler between
 * @throws ConfigError naming the setting, what is there and what is expected
 */
export async function checkServer(url: string, directUrl: string | null): Promise<void> {
  const setting = directUrl === null ? 'DATABASE_URL' : 'DATABASE_DIRECT_URL'
  await withClient(setting, directUrl ?? url, async (direct) => {
    const { rows } = await direct.query<Server & { pid: number }>(
      `SELECT current_setting('server_version_num')::integer AS version, current_setting('server_encoding') AS encoding,
        current_setting('transaction_read_only')::boolean AS "readOnly", pg_backend_pid() AS pid`,
    )
    const [server] = rows
    const wrong = server && whatIsWrong(server)
    if (wrong) throw new ConfigError(`${setting} leads to ${wrong}.`)
    if (directUrl === null) return
    const isSame = await withClient('DATABASE_URL', url, async (client) => {
      const seen = await client.query('SELECT FROM pg_stat_activity WHERE pid = $1 AND datname = current_database()', [
        server?.pid,
      ])
      return seen.rowCount === 1
    })
    if (!isSame)
      throw new ConfigError(
        `DATABASE_DIRECT_URL (${placeOf(directUrl)}) and DATABASE_URL (${placeOf(url)}) lead to two databases; expected the same one, without and with a pooler between.`,
      )
  })
}

/** @returns what is there and what is expected; null where all is well */
export function whatIsWrong({ version, encoding, readOnly }: Server): string | null {
  const major = Math.floor(version / 10_000)
  if (major < OLDEST) return `PostgreSQL ${major}; expected ${OLDEST} or later`
  if (encoding !== 'UTF8')
    return `a database with the encoding ${encoding}; expected UTF8: createdb --encoding=UTF8 NAME`
  if (readOnly)
    return 'a database that only reads (default_transaction_read_only, or a standby); expected one that writes'
  return null
}

async function withClient<T>(setting: Setting, url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  let client: pg.Client | undefined
  try {
    // The constructor reads the files of certificates that the address names.
    client = new pg.Client({ connectionString: url, connectionTimeoutMillis: PATIENCE_MS, query_timeout: PATIENCE_MS })
    client.on('error', () => {})
    await client.connect()
    return await use(client)
  } catch (error) {
    const why = refusedBecause(error, setting, url)
    if (why) throw new ConfigError(why)
    throw error
  } finally {
    await client?.end().catch(() => {})
  }
}

function refusedBecause(error: unknown, setting: Setting, url: string): string | null {
  const { message = '', code, path } = error as { message?: string; code?: string; path?: string }
  if (error instanceof ConfigError) return message
  if (message.startsWith('Connection terminated'))
    return `What answers at ${placeOf(url)} ends the talk; expected PostgreSQL there, as ${setting} says.`
  if (path !== undefined)
    return `${setting} names ${path}, which cannot be read (${code}); expected a certificate or key.`
  return whyNotStarted(error, setting)
}

/** Host, port and name; never a password. */
function placeOf(url: string): string {
  const { host, pathname, searchParams } = new URL(url)
  return `${host || searchParams.get('host')}${pathname}`
}
