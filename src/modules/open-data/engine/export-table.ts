import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Services } from '#kernel/http/context.ts'
import { CSV_START } from '#kernel/text/csv.ts'
import { COLUMNS_KEY, columnsInParquet } from '../parquet-metadata.ts'
import { titleWithUnit } from '../title-with-unit.ts'
import { writeXlsx } from '../workbook/write-xlsx.ts'
import { type ColumnLike, cellOf, NUMBER, shown, written } from './column-sql.ts'
import { literal, quoted } from './duckdb.ts'
import { type Statement, statementOf } from './query-sql.ts'
import { BadQuery } from './refusals.ts'
import type { AskedTable, Cell, KeptTable, TableQuery } from './table-query.ts'

export const exportFormats = {
  csv: { contentType: 'text/csv; charset=utf-8', copy: "FORMAT csv, HEADER true, DELIMITER ','" },
  tsv: { contentType: 'text/tab-separated-values; charset=utf-8', copy: "FORMAT csv, HEADER true, DELIMITER '\t'" },
  json: { contentType: 'application/json; charset=utf-8', copy: 'FORMAT json, ARRAY true' },
  ndjson: { contentType: 'application/x-ndjson; charset=utf-8', copy: 'FORMAT json' },
  parquet: { contentType: 'application/vnd.apache.parquet', copy: 'FORMAT parquet, COMPRESSION zstd' },
  xlsx: { contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
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
  const { contentType } = exportFormats[format]
  const limit = query.limit ?? Number.POSITIVE_INFINITY
  const statement = statementOf(table, query, { limit, offset: query.offset ?? 0 })
  if (format === 'parquet' && asItIs(query)) return fileAt(await files.placeOf(table.sha256), contentType)
  const columns = columnsOf(statement, query)
  const place = await tables.fileOf(nameOf(table, query, format), (at) =>
    tables.askAtLength(table, (asked) =>
      format === 'xlsx'
        ? writeWorkbook(asked, statement, columns, at)
        : copyTo(asked, statement, columns, { at, format }),
    ),
  )
  return fileAt(place, contentType)
}

/** The same text with a byte order mark before it. */
export function markedFile({ body, size, ...file }: TableFile): TableFile {
  async function* marked() {
    yield CSV_START
    yield* body
  }
  const said = Readable.from(marked())
  // Who wants its head alone, or leaves before the first piece, begins nothing above: the file is open, and nobody else would close it.
  said.once('close', () => body.destroy())
  return { ...file, body: said, size: size + Buffer.byteLength(CSV_START) }
}

/** A format that is written row by row. */
export interface RowFormat {
  /** Ends the name of the file; nothing else may be written under the same. */
  ending: string
  contentType: string
  write(columns: ColumnLike[], rows: AsyncIterable<Cell[][]>): AsyncIterable<string | Buffer>
}

/**
 * The same in another format. Also this is a file before anybody reads it, so that who reads slowly holds no question open.
 *
 * @throws BadQuery, TooHeavy, Busy
 */
export async function exportRows(
  tables: Services['tables'],
  table: KeptTable,
  query: ExportQuery,
  { ending, contentType, write }: RowFormat,
): Promise<TableFile> {
  const limit = query.limit ?? Number.POSITIVE_INFINITY
  const statement = statementOf(table, query, { limit, offset: query.offset ?? 0 })
  const columns = columnsOf(statement, query)
  const place = await tables.fileOf(nameOf(table, query, ending), (at) =>
    tables.askAtLength(table, ({ source, stream }) => {
      const batches = stream(statement.rows(source, columns.map(shown).join(', ')), statement.values)
      return pipeline(write(columns, asCells(batches)), createWriteStream(at))
    }),
  )
  return fileAt(place, contentType)
}

function columnsOf({ columns }: Statement, { numbered, distinct }: ExportQuery): ColumnLike[] {
  const all = numbered && !distinct ? [NUMBER, ...columns] : columns
  if (all.length === 0) throw new BadQuery('', 'no-column')
  return all
}

/** The table's hash stands before the rest: whoever must take the table away finds what was made of it. */
function nameOf({ sha256, columns }: KeptTable, query: ExportQuery, ending: string): string {
  const said = JSON.stringify([columns, query, ending, FORM])
  return `${sha256}.${createHash('sha256').update(said).digest('hex').slice(0, 32)}.${ending}`
}

async function copyTo(
  { source, run }: AskedTable,
  { rows, values }: Statement,
  columns: ColumnLike[],
  { at, format }: { at: string; format: Exclude<ExportFormat, 'xlsx'> },
): Promise<void> {
  const cells = columns.map((column) => {
    const name = quoted(column.name)
    if (format === 'parquet') return name
    return `${format === 'csv' || format === 'tsv' ? written(column) : shown(column)} AS ${name}`
  })
  // Written in a second step: a name that a written cell bore would be what rows are sorted by, as text.
  const chosen = rows(source, columns.map(({ name }) => quoted(name)).join(', '))
  const { copy } = exportFormats[format]
  const told = format === 'parquet' ? `, KV_METADATA {${COLUMNS_KEY}: ${literal(columnsInParquet(columns))}}` : ''
  await run(`COPY (SELECT ${cells.join(', ')} FROM (${chosen})) TO ${literal(at)} (${copy}${told})`, values)
}

async function writeWorkbook(
  { source, stream }: AskedTable,
  { rows, values }: Statement,
  columns: ColumnLike[],
  at: string,
): Promise<void> {
  const batches = stream(rows(source, columns.map(shown).join(', ')), values)
  const sheet = {
    name: 'Date',
    columns: columns.map(({ name, type, format }) => ({
      title: titleWithUnit({ title: name, ...(format && { format }) }),
      type,
    })),
    rows: asCells(batches),
  }
  await pipeline(writeXlsx(sheet), createWriteStream(at))
}

/** Rows as they come from a question, batch by batch. */
async function* asCells(batches: AsyncIterable<unknown[][]>): AsyncIterable<Cell[][]> {
  for await (const rows of batches) yield rows.map((row) => row.map(cellOf))
}

/** Counted up when the bytes of a format change. */
const FORM = 4

/** The kept file itself: what is given away is what is kept. */
function asItIs({ limit, offset, columns, where, words, sort, distinct, numbered }: ExportQuery): boolean {
  return (
    limit === undefined && !offset && !columns && !where && !words?.trim() && !sort?.length && !distinct && !numbered
  )
}

/** Opened at once: what is removed meanwhile is read to its end all the same. */
export async function fileAt(place: string, contentType: string): Promise<TableFile> {
  const file = await open(place)
  const { size } = await file.stat()
  return { size, contentType, body: createReadStream(place, { fd: file, highWaterMark: 256 * 1024 }) }
}
