import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import type { Services } from '#kernel/http/context.ts'
import { NUMBER, shown, written } from './column-sql.ts'
import { literal, quoted } from './duckdb.ts'
import { statementOf } from './query-sql.ts'
import type { KeptTable, TableQuery } from './table-query.ts'

export const exportFormats = {
  csv: { contentType: 'text/csv; charset=utf-8', copy: "FORMAT csv, HEADER true, DELIMITER ','" },
  tsv: { contentType: 'text/tab-separated-values; charset=utf-8', copy: "FORMAT csv, HEADER true, DELIMITER '\t'" },
  json: { contentType: 'application/json; charset=utf-8', copy: 'FORMAT json, ARRAY true' },
  ndjson: { contentType: 'application/x-ndjson; charset=utf-8', copy: 'FORMAT json' },
  parquet: { contentType: 'application/vnd.apache.parquet', copy: 'FORMAT parquet, COMPRESSION zstd' },
} as const
export type ExportFormat = keyof typeof exportFormats

export interface ExportQuery extends Omit<TableQuery, 'limit' | 'total' | 'byHits'> {
  /** All rows when absent. */
  limit?: number
  /** Also the number of each row, as `_id`. */
  numbered?: boolean
}

export interface TableFile {
  size: number
  contentType: string
  body: Readable
}

/**
 * A table, or what a query chooses of it, as a whole file. It is written once and kept for who asks the same again; the bytes of a text
 * are those of the table, also where a spreadsheet would take them for a formula: the file that the institution sent has them too.
 *
 * @throws BadQuery, TooHeavy, Busy
 */
export async function exportTable(
  { tables, files }: Pick<Services, 'tables' | 'files'>,
  table: KeptTable,
  query: ExportQuery,
  format: ExportFormat,
): Promise<TableFile> {
  const { copy, contentType } = exportFormats[format]
  const limit = query.limit ?? Number.POSITIVE_INFINITY
  const statement = statementOf(table, query, { limit, offset: query.offset ?? 0 })
  if (format === 'parquet' && asItIs(query)) return fileAt(await files.placeOf(table.sha256), contentType)
  const numbered = query.numbered && !query.distinct
  const columns = numbered ? [NUMBER, ...statement.columns] : statement.columns
  const asText = format === 'csv' || format === 'tsv'
  const cells = columns.map((column) => {
    if (format === 'parquet') return quoted(column.name)
    return `${asText ? written(column) : shown(column)} AS ${quoted(column.name)}`
  })
  const name = createHash('sha256')
    .update(JSON.stringify([table.sha256, table.columns, query, format, FORM]))
    .digest('hex')
  const place = await tables.fileOf(`${name}.${format}`, (at) =>
    tables.askAtLength(table, async ({ source, run }) => {
      await run(`COPY (${statement.rows(source, cells.join(', '))}) TO ${literal(at)} (${copy})`, statement.values)
    }),
  )
  return fileAt(place, contentType)
}

/** Counted up when the bytes of a format change. */
const FORM = 1

/** The kept file itself: what is given away is what is kept. */
function asItIs({ limit, offset, columns, where, words, sort, distinct, numbered }: ExportQuery): boolean {
  return (
    limit === undefined && !offset && !columns && !where && !words?.trim() && !sort?.length && !distinct && !numbered
  )
}

/** Opened at once: what is removed meanwhile is read to its end all the same. */
async function fileAt(place: string, contentType: string): Promise<TableFile> {
  const file = await open(place)
  const { size } = await file.stat()
  return { size, contentType, body: createReadStream(place, { fd: file, highWaterMark: 256 * 1024 }) }
}
