import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import { keepPlans } from './prepared.ts'
import type { Tables } from './tables.ts'
import { limitTransactions } from './transact.ts'

export type Db = Kysely<Tables>
export type Tx = Transaction<Tables>

const { builtins } = pg.types

// Days stay 'YYYY-MM-DD' (a Date would move with the machine's time zone); counts fit a double up to 2^53.
const typeParsers = new Map<number, (value: string) => unknown>([
  [builtins.DATE, (value) => value],
  [builtins.INT8, Number],
])

const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format: 'text' | 'binary') =>
    (format !== 'binary' && typeParsers.get(oid)) ||
    pg.types.getTypeParser(oid, format as 'text')) as pg.CustomTypesConfig['getTypeParser'],
}

export interface Database {
  db: Db
  pool: pg.Pool
  close(): Promise<void>
}

/** A statement that takes longer was not meant; one that waits in a transaction holds locks. */
const TIMEOUTS = { statement_timeout: 15_000, idle_in_transaction_session_timeout: 30_000 }

/**
 * @param max connections at most; a request waits 5 s for one, then fails rather than queueing for ever
 * @param pooled the address leads to a transaction pooler, which refuses settings of a session: it must set the timeouts itself, and statements
 *   are planned anew each time, because a name that one connection knows may reach another
 */
export function connect(
  url: string,
  options: { max?: number; name?: string; pooled?: boolean; onIdleError?: (error: Error) => void } = {},
): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    types,
    application_name: options.name ?? 'punte',
    connectionTimeoutMillis: 5_000,
    ...(!options.pooled && TIMEOUTS),
  })
  pool.on('error', (error) => options.onIdleError?.(error))
  // A connection lost between two statements of a transaction: the next one is refused, and that is where it is handled.
  pool.on('connect', (client) => {
    client.on('error', () => {})
    if (!options.pooled) keepPlans(client)
  })
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  limitTransactions(db, Math.max(1, Math.floor(pool.options.max * 0.75)))
  return { db, pool, close: () => db.destroy() }
}

/** One connection more to the same database, for what must not wait behind requests. */
export function connectBeside({ pool }: Database, onIdleError: (error: Error) => void): Database {
  const beside = new pg.Pool({ ...pool.options, max: 1 })
  beside.on('error', onIdleError)
  beside.on('connect', (client) => client.on('error', () => {}))
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: beside }) })
  return { db, pool: beside, close: () => db.destroy() }
}

/** @returns whether statements that take too long are ended by the database, as {@link connect} wants it */
export async function endsLongStatements(database: Database): Promise<boolean> {
  const { rows } = await database.pool.query('SHOW statement_timeout')
  return rows[0].statement_timeout !== '0'
}
