import path from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { literal, lockedDuckDB, quoted } from '../../engine/duckdb.ts'
import { type RawRow, type RawTable, Unreadable } from '../../raw-table.ts'

/** Rows come in pieces; what takes more than this is no honest file. */
const MEMORY_MB = 512
const KEY = 'open-data.reading.parquet'

/**
 * The table of a Parquet file. It says itself what its cells are; here they become texts as in any other file, so that all files are read, reported
 * and searched in one way. What lies in lists and records stays JSON, bytes become base64.
 *
 * @throws Unreadable where it is damaged; reading the rows may throw it as well
 */
export async function openParquet(file: string): Promise<RawTable> {
  const source = `read_parquet(${literal(path.resolve(file))})`
  const columns = await within(file, async (connection) => {
    const described = await connection.run(`DESCRIBE SELECT * FROM ${source}`)
    return (await described.getRowsJS()).map(([name, type]) => ({ name: String(name), type: String(type) }))
  })
  const cells = columns.map(({ name, type }) => textOf(quoted(name), type))
  return {
    sheet: '',
    named: true,
    async *rows() {
      yield [{ line: 1, cells: columns.map(({ name }) => name) }]
      const { connection, close } = await opened(file)
      try {
        yield* rowsOf(connection, `SELECT ${cells.join(', ')} FROM ${source}`)
      } finally {
        close()
      }
    },
  }
}

async function* rowsOf(connection: DuckDBConnection, sql: string): AsyncIterable<RawRow[]> {
  let line = 0
  try {
    const result = await connection.stream(sql)
    for await (const rows of result.yieldRowsJs())
      yield (rows as (string | null)[][]).map((cells) => ({ line: ++line, cells: cells.map((cell) => cell ?? '') }))
  } catch (error) {
    throw asUnreadable(error)
  }
}

async function within<T>(file: string, work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
  const { connection, close } = await opened(file)
  try {
    return await work(connection)
  } catch (error) {
    throw asUnreadable(error)
  } finally {
    close()
  }
}

/** It reads the folder of this file, and nothing else. */
async function opened(file: string): Promise<{ connection: DuckDBConnection; close(): void }> {
  const duck = await lockedDuckDB({ folders: [path.dirname(path.resolve(file))], memoryMb: MEMORY_MB, threads: 1 })
  const connection = await duck.connect()
  return {
    connection,
    close() {
      connection.closeSync()
      duck.closeSync()
    },
  }
}

/** What went wrong within the file is said by DuckDB in English and with places on this machine. */
function asUnreadable(error: unknown): unknown {
  return error instanceof Unreadable ? error : new Unreadable(KEY)
}

/** A cell as a text, canonically. */
function textOf(name: string, type: string): string {
  if (/^(FLOAT|DOUBLE)$/.test(type)) return `CASE WHEN isfinite(${name}) THEN CAST(${name} AS VARCHAR) END`
  // A moment with a zone is told in UTC.
  if (type === 'TIMESTAMP WITH TIME ZONE') return inIso(`make_timestamp(epoch_us(${name}))`)
  if (/^TIMESTAMP/.test(type)) return inIso(name)
  if (type === 'BLOB') return `to_base64(${name})`
  if (/\[\d*\]$|^(STRUCT|MAP|UNION)/.test(type)) return `CAST(to_json(${name}) AS VARCHAR)`
  return `CAST(${name} AS VARCHAR)`
}

function inIso(moment: string): string {
  return `replace(CAST(${moment} AS VARCHAR), ' ', 'T')`
}
