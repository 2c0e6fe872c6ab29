import { PassThrough, Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Context } from '#kernel/http/context.ts'
import { asCells, type ExportQuery, exportTable } from '../../engine/export-table.ts'
import { listed, statementOf } from '../../engine/query-sql.ts'
import type { Cell } from '../../engine/table-query.ts'
import type { PublicTable } from '../../store.ts'
import { type Input, invalid } from '../action.ts'
import { booleanOf, naturalOf } from '../read-fields.ts'
import { jsonDump, xmlDump } from './dump-formats.ts'
import { type Field, fieldOf, NUMBER_FIELD } from './field-types.ts'
import { asFilterError, readQuery } from './read-query.ts'
import { tableOf } from './table-of.ts'

interface Dump {
  body: Readable
  contentType: string
  fileName: string
  /** Bytes; null where they are made on the way. */
  size: number | null
}

const streamed = {
  json: { write: jsonDump, contentType: 'application/json; charset=utf-8' },
  xml: { write: xmlDump, contentType: 'text/xml; charset=utf-8' },
}
const BOM = '\ufeff'

/** @throws CkanError, TooHeavy, Busy */
export async function dumpTable(ctx: Context, id: string, input: Input): Promise<Dump> {
  const table = await tableOf(ctx, id)
  const format = String(input.format || 'csv')
  const { fields, ranked: _, byHits: __, ...query } = readQuery(input, table)
  const asked: ExportQuery = {
    ...query,
    numbered: !fields || fields.includes('_id'),
    offset: naturalOf(input, 'offset', 0),
    ...(input.limit !== undefined && { limit: naturalOf(input, 'limit', 0) }),
  }
  const bom = booleanOf(input, 'bom', false)
  const fileName = `${table.id}.${format}`
  try {
    if (format === 'csv' || format === 'tsv') {
      const file = await exportTable(ctx, table, asked, format)
      const { body, size, contentType } = file
      if (!bom) return { body, size, contentType, fileName }
      return { body: Readable.from(after(BOM, body)), size: size + Buffer.byteLength(BOM), contentType, fileName }
    }
    if (format !== 'json' && format !== 'xml') throw invalid('format', 'Must be csv, tsv, json or xml')
    const { write, contentType } = streamed[format]
    const lines = (names: Field[], rows: AsyncIterable<Cell[][]>) => after(bom ? BOM : '', write(names, rows))
    return { body: streamOf(ctx, table, asked, lines), contentType, fileName, size: null }
  } catch (error) {
    throw asFilterError(error)
  }
}

/** Made while it is read, row by row; who goes away ends the question. */
function streamOf(
  { tables, log }: Context,
  table: PublicTable,
  asked: ExportQuery,
  write: (fields: Field[], rows: AsyncIterable<Cell[][]>) => AsyncIterable<string | Buffer>,
): Readable {
  const page = { limit: asked.limit ?? Number.POSITIVE_INFINITY, offset: asked.offset ?? 0 }
  const statement = statementOf(table, asked, page)
  const numbered = asked.numbered && !asked.distinct
  const fields = [...(numbered ? [NUMBER_FIELD] : []), ...statement.columns.map(fieldOf)]
  const cells = [...(numbered ? ['_id'] : []), ...(statement.columns.length > 0 ? [listed(statement.columns)] : [])]
  const out = new PassThrough()
  tables
    .askAtLength(table, ({ source, stream }) =>
      pipeline(
        Readable.from(write(fields, asCells(stream(statement.rows(source, cells.join(', ')), statement.values)))),
        out,
      ),
    )
    .catch((error) => {
      if ((error as { code?: string }).code !== 'ERR_STREAM_PREMATURE_CLOSE')
        log.warn({ err: error }, 'dump broken off')
      out.destroy(error as Error)
    })
  return out
}

async function* after(first: string, rest: AsyncIterable<string | Buffer>): AsyncIterable<string | Buffer> {
  if (first) yield first
  yield* rest
}
