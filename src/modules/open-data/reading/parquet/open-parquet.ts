import path from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { literal, lockedDuckDB, quoted } from '../../engine/duckdb.ts'
import { COLUMNS_KEY, columnsFromParquet, type SaidOfColumn } from '../../parquet-metadata.ts'
import { type RawRow, type RawTable, Unreadable } from '../../raw-table.ts'
import { spellingsOf } from '../types/units.ts'

/** Rows come in pieces; what takes more than this is no honest file. */
const MEMORY_MB = 512
const KEY = 'open-data.reading.parquet'

/**
 * The table of a Parquet file. It says itself what its cells are; here they become texts as in any other file, so that all files are read, reported
 * and searched in one way. What lies in lists and records stays JSON, bytes become base64. Titles, units and texts that look like
 * numbers are those that a file of ours says.
 *
 * @throws Unreadable where it is damaged; reading the rows may throw it as well
 */
export async function openParquet(file: string): Promise<RawTable> {
  const source = `read_parquet(${literal(path.resolve(file))})`
  const columns = await within(file, async (connection) => {
    const described = await connection.run(`DESCRIBE SELECT * FROM ${source}`)
    const found = (await described.getRowsJS()).map(([name, type]) => ({ name: String(name), type: String(type) }))
    const said = await saidOfColumns(connection, file)
    return Promise.all(found.map(async (column) => ({ ...column, ...(await told(connection, source, column, said)) })))
  })
  const cells = columns.map(({ name, type, unit }) => {
    const text = textOf(quoted(name), type)
    return unit === null ? text : `${text} || ${literal(` ${unit}`)}`
  })
  const titles = titlesOf(columns)
  return {
    sheet: '',
    named: true,
    told: columns.map(({ type, unit, isText }) => (unit === null ? (isText ? TEXT : undefined) : withUnit(type, unit))),
    async *rows() {
      yield [{ line: 1, cells: titles }]
      const { connection, close } = await opened(file)
      try {
        yield* rowsOf(connection, `SELECT ${cells.join(', ')} FROM ${source}`)
      } finally {
        close()
      }
    },
  }
}

type ColumnTold = NonNullable<RawTable['told']>[number]
type Said = ReturnType<typeof columnsFromParquet>

async function saidOfColumns(connection: DuckDBConnection, file: string): Promise<Said> {
  const metadata = `parquet_kv_metadata(${literal(path.resolve(file))})`
  const found = await connection.run(
    `SELECT decode(value) FROM ${metadata} WHERE decode(key) = ${literal(COLUMNS_KEY)}`,
  )
  const [row] = await found.getRowsJS()
  return row ? columnsFromParquet(String(row[0])) : new Map()
}

const WHOLE = /^U?(TINY|SMALL|BIG)?INT(EGER)?$/
const BROKEN = /^(FLOAT|DOUBLE|DECIMAL\(.*\))$/

/** A unit stands beside numbers; beside one that needs an exponent nobody would read it. */
async function told(
  connection: DuckDBConnection,
  source: string,
  { name, type }: { name: string; type: string },
  said: Said,
): Promise<SaidOfColumn> {
  const { title, unit, isText: saidText } = said.get(name) ?? { title: name, unit: null, isText: false }
  const isText = saidText && type === 'VARCHAR'
  if (unit === null || spellingsOf(unit).length === 0) return { title, unit: null, isText }
  if (WHOLE.test(type)) return { title, unit, isText }
  if (!BROKEN.test(type)) return { title, unit: null, isText }
  const asked = await connection.run(`SELECT bool_or(contains(${textOf(quoted(name), type)}, 'e')) FROM ${source}`)
  const [[needsExponent] = []] = await asked.getRowsJS()
  return { title, unit: needsExponent === true ? null : unit, isText }
}

const TEXT: ColumnTold = { type: 'string', format: {} }

function withUnit(type: string, unit: string): ColumnTold {
  return WHOLE.test(type) ? { type: 'integer', format: { unit } } : { type: 'number', format: { decimal: '.', unit } }
}

/** Titles of which one stands there twice name no column. */
function titlesOf(columns: { name: string; title: string }[]): string[] {
  const isEach = new Set(columns.map(({ title }) => title.toLowerCase())).size === columns.length
  return columns.map(({ name, title }) => (isEach ? title : name))
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
