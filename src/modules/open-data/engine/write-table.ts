import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { pipeline } from 'node:stream/promises'
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Column, Reject } from '../table-schema.ts'
import { textOf, valueFrom } from './cell-sql.ts'
import { literal, lockedDuckDB, quoted } from './duckdb.ts'

interface Options {
  /** CSV in UTF-8 as the reading leaves it: the line number, then a text for each column. */
  spool: string
  columns: Column[]
  /** Written here: zstd, the rows in their order. */
  parquet: string
  /** NDJSON, one {@link Reject} a line; what does not fit is appended. */
  rejects: string
  memoryMb: number
}

const SAMPLES = 100
const MOST_VALUE = 200
/** Bytes of a line of the spool; the reading leaves out longer ones. */
const MOST_LINE = 4 * 1024 * 1024

/**
 * Turns the texts of a table into typed columns. A cell that does not fit its column is left empty and reported.
 *
 * @returns how many rows there are and how many cells were left empty, with the first hundred of those
 */
export async function writeTable(
  options: Options,
): Promise<{ rows: number; rejectedCells: number; samples: Reject[] }> {
  const { spool, columns, parquet, rejects, memoryMb } = options
  const scratch = await mkdtemp(path.join(path.dirname(parquet), 'table-'))
  const folders = [path.dirname(spool), path.dirname(parquet), scratch].map((folder) => path.resolve(folder))
  const duck = await lockedDuckDB({ folders, memoryMb, threads: 2, scratch: path.resolve(scratch) })
  const connection = await duck.connect()
  try {
    const source = sourceOf(spool, columns)
    const values = columns.map((column, at) => `${valueFrom(column, `c${at}`)} AS ${quoted(column.name)}`)
    await connection.run(
      `COPY (SELECT ${values.join(', ')} FROM ${source}) TO ${literal(path.resolve(parquet))} (FORMAT parquet, COMPRESSION zstd)`,
    )
    const report = path.join(scratch, 'rejects.ndjson')
    const rows = await numberIn(connection, `SELECT count(*) FROM read_parquet(${literal(path.resolve(parquet))})`)
    const rejectedCells = await reportRejects(connection, source, columns, path.resolve(report))
    if (rejectedCells > 0) await pipeline(createReadStream(report), createWriteStream(rejects, { flags: 'a' }))
    return { rows, rejectedCells, samples: rejectedCells > 0 ? await firstOf(report) : [] }
  } finally {
    connection.closeSync()
    duck.closeSync()
    await rm(scratch, { recursive: true, force: true })
  }
}

/** Texts by the place of their column, `line` first: what a column is called is no matter here. */
function sourceOf(spool: string, columns: Column[]): string {
  const types = columns.map((_, at) => `'c${at}': 'VARCHAR'`).join(', ')
  const texts = columns.map((column, at) => `${textOf(column, `c${at}`)} AS c${at}`).join(', ')
  return `(SELECT line, ${texts} FROM read_csv(${literal(path.resolve(spool))}, auto_detect = false, header = false, delim = ',', quote = '"', escape = '"',
    nullstr = '', max_line_size = ${MOST_LINE}, buffer_size = ${4 * MOST_LINE}, columns = {'line': 'BIGINT', ${types}}))`
}

/**
 * Read once more: what did not become a value is a text that is there and gives none.
 *
 * @returns how many cells
 */
async function reportRejects(
  connection: DuckDBConnection,
  source: string,
  columns: Column[],
  report: string,
): Promise<number> {
  const typed = columns.flatMap((column, at) => (column.type === 'string' ? [] : [{ column, cell: `c${at}` }]))
  if (typed.length === 0) return 0
  const faults = typed.map(
    ({ column, cell }) =>
      `CASE WHEN ${cell} IS NOT NULL AND ${valueFrom(column, cell)} IS NULL THEN {'column': ${literal(column.title)}, 'value': left(${cell}, ${MOST_VALUE}), 'reason': ${literal(reasonOf(column))}} END`,
  )
  return numberIn(
    connection,
    `COPY (SELECT line, fault.column AS "column", fault.value AS "value", fault.reason AS "reason"
      FROM (SELECT line, unnest(list_filter([${faults.join(', ')}], lambda one: one IS NOT NULL)) AS fault FROM ${source}))
     TO ${literal(report)} (FORMAT json)`,
  )
}

function reasonOf({ type }: Column): Reject['reason'] {
  return type === 'integer' ? 'not-an-integer' : (`not-a-${type}` as Reject['reason'])
}

/** Of a count, or of what was copied. */
async function numberIn(connection: DuckDBConnection, sql: string): Promise<number> {
  const [[number] = []] = await (await connection.run(sql)).getRowsJS()
  return Number(number)
}

async function firstOf(report: string): Promise<Reject[]> {
  const samples: Reject[] = []
  for await (const line of createInterface({ input: createReadStream(report), crlfDelay: Number.POSITIVE_INFINITY })) {
    samples.push(JSON.parse(line) as Reject)
    if (samples.length === SAMPLES) break
  }
  return samples
}
