import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { pipeline } from 'node:stream/promises'
import type { DuckDBConnection } from '@duckdb/node-api'
import { COLUMNS_KEY, columnsInParquet } from '../parquet-metadata.ts'
import type { Column, Reject } from '../table-schema.ts'
import { sureValueFrom, textOf, valueFrom } from './cell-sql.ts'
import { literal, lockedDuckDB, quoted } from './duckdb.ts'

interface Options {
  /** CSV in UTF-8 as the reading leaves it: the line number, then a text for each column. */
  spool: string
  columns: Column[]
  /** One a column: whether the reading found that each of its cells is a value of its type, written as usual. */
  sure?: boolean[]
  /** Written here: zstd, the rows in their order, and what its columns are called and measured in. */
  parquet: string
  /** NDJSON, one {@link Reject} a line; what does not fit is appended. */
  rejects: string
  /** How many the spool has. */
  rows: number
  memoryMb: number
}

/** Parquet's own number of rows that are packed together, and the least that DuckDB does. */
const [USUAL_ROWS, LEAST_ROWS] = [122_880, 2_048]
/** Of a table with long rows fewer are packed together: each thread keeps some groups in memory, in texts and once more packed. */
const PACKED_MB = 48
/** From here on the least rows that can be packed together are much for two threads: one does it, with memory for three times as much. */
const [WIDE_MB, MOST_MORE_MB] = [16, 1_000]
/** What a cell takes in the engine beside its text. */
const CELL_BYTES = 16

const MB = 1024 * 1024

const SAMPLES = 100
const MOST_VALUE = 200
/** Bytes of a line of the spool; the reading leaves out longer ones. */
const MOST_LINE = 4 * 1024 * 1024

/**
 * Turns the texts of a table into typed columns. A cell that does not fit its column is left empty and reported.
 *
 * @returns how many rows there are and how many cells were left empty, also by column, with the first hundred of those
 */
export async function writeTable(
  options: Options,
): Promise<{ rows: number; rejectedCells: number; columns: Column[]; samples: Reject[] }> {
  const { spool, columns, parquet, rejects, memoryMb } = options
  const scratch = await mkdtemp(path.join(path.dirname(parquet), 'table-'))
  const folders = [path.dirname(spool), path.dirname(parquet), scratch].map((folder) => path.resolve(folder))
  const { together, threads, moreMb } = await packingOf(options)
  const duck = await lockedDuckDB({
    ...{ folders, threads, memoryMb: memoryMb + moreMb },
    scratch: path.resolve(scratch),
  })
  const connection = await duck.connect()
  try {
    const source = sourceOf(spool, columns)
    const place = literal(path.resolve(parquet))
    const told = `KV_METADATA {${COLUMNS_KEY}: ${literal(columnsInParquet(columns))}}`
    const write = async (values: string[]) => {
      const named = columns.map(({ name }, at) => `${values[at]} AS ${quoted(name)}`)
      await connection.run(
        `COPY (SELECT ${named.join(', ')} FROM ${source}) TO ${place} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${together}, ${told})`,
      )
    }
    const certain = columns.map((column, at) => (options.sure?.[at] ? sureValueFrom(column, `c${at}`) : null))
    const values = columns.map((column, at) => valueFrom(column, `c${at}`))
    await write(values.map((value, at) => certain[at] ?? value))
    const lost = await lostCells(connection, place, columns)
    // The reading took something for a value that the engine does not: then all is looked at closely.
    const isClose = certain.some((value, at) => value !== null && lost.has(columns[at]?.name))
    if (isClose) await write(values)
    const unfit = isClose ? await lostCells(connection, place, columns) : lost
    const report = path.join(scratch, 'rejects.ndjson')
    const rows = await numberIn(connection, `SELECT count(*) FROM read_parquet(${place})`)
    const doubtful = columns.map(({ name, type }) => type !== 'string' && lost.has(name))
    const rejectedCells = await reportRejects(connection, source, columns, doubtful, path.resolve(report))
    if (rejectedCells > 0) await pipeline(createReadStream(report), createWriteStream(rejects, { flags: 'a' }))
    return {
      ...{ rows, rejectedCells },
      columns: columns.map((column) => withUnfit(column, unfit.get(column.name))),
      samples: rejectedCells > 0 ? await firstOf(report) : [],
    }
  } finally {
    connection.closeSync()
    duck.closeSync()
    await rm(scratch, { recursive: true, force: true })
  }
}

/** How many rows are packed together, by how many threads, and what memory that takes beside the usual. */
async function packingOf({ spool, columns, rows }: Options) {
  // What a row takes: its place in each column, which the engine keeps for the least rows also where there are fewer, and its texts.
  const [placesMb, textsMb] = [(columns.length * CELL_BYTES) / MB, (await stat(spool)).size / Math.max(rows, 1) / MB]
  const leastMb = LEAST_ROWS * placesMb + Math.min(LEAST_ROWS, rows) * textsMb
  if (leastMb > WIDE_MB) return { together: LEAST_ROWS, threads: 1, moreMb: Math.min(3 * leastMb, MOST_MORE_MB) }
  return { together: Math.min(USUAL_ROWS, Math.floor(PACKED_MB / (placesMb + textsMb))), threads: 2, moreMb: 0 }
}

/** Texts by the place of their column, `line` first: what a column is called is no matter here. */
function sourceOf(spool: string, columns: Column[]): string {
  const types = columns.map((_, at) => `'c${at}': 'VARCHAR'`).join(', ')
  const texts = columns.map((column, at) => `${textOf(column, `c${at}`)} AS c${at}`).join(', ')
  return `(SELECT line, ${texts} FROM read_csv(${literal(path.resolve(spool))}, auto_detect = false, header = false, delim = ',', quote = '"', escape = '"',
    nullstr = '', max_line_size = ${MOST_LINE}, buffer_size = ${4 * MOST_LINE}, columns = {'line': 'BIGINT', ${types}}))`
}

/** By column, how many more cells are empty than the reading found missing, where it is not as many; the file itself keeps how many are. */
async function lostCells(
  connection: DuckDBConnection,
  parquet: string,
  columns: Column[],
): Promise<Map<string | undefined, number>> {
  const counted = await connection.run(
    `SELECT path_in_schema, sum(stats_null_count) FROM parquet_metadata(${parquet}) GROUP BY path_in_schema`,
  )
  const empty = new Map((await counted.getRowsJS()).map(([name, count]) => [String(name), Number(count)]))
  const lost = columns.map(({ name, missing }): [string, number] => [name, (empty.get(name) ?? 0) - missing])
  return new Map(lost.filter(([, cells]) => cells !== 0))
}

function withUnfit(column: Column, lost = 0): Column {
  return column.type !== 'string' && lost > 0 ? { ...column, unfit: lost } : column
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
  doubtful: boolean[],
  report: string,
): Promise<number> {
  const typed = columns.flatMap((column, at) => (doubtful[at] ? [{ column, cell: `c${at}` }] : []))
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
