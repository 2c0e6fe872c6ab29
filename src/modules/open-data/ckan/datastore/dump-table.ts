import type { Readable } from 'node:stream'
import type { Context } from '#kernel/http/context.ts'
import { CSV_START } from '#kernel/text/csv.ts'
import type { ColumnLike } from '../../engine/column-sql.ts'
import { type ExportQuery, exportRows, exportTable, markedFile } from '../../engine/export-table.ts'
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
  /** Bytes. */
  size: number
}

const byRow = {
  json: { write: jsonDump, contentType: 'application/json; charset=utf-8' },
  xml: { write: xmlDump, contentType: 'text/xml; charset=utf-8' },
}

/** @throws CkanError, TooHeavy, Busy */
export async function dumpTable(ctx: Context, id: string, input: Input): Promise<Dump> {
  const table = await tableOf(ctx, id, input)
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
      return { ...(bom ? markedFile(file) : file), fileName }
    }
    if (format !== 'json' && format !== 'xml') throw invalid('format', 'Must be csv, tsv, json or xml')
    const { write, contentType } = byRow[format]
    const file = await exportRows(ctx.tables, table, asked, {
      ending: `${bom ? 'bom' : 'ckan'}.${format}`,
      contentType,
      write: (columns, rows) => after(bom ? CSV_START : '', write(fieldsOf(table, columns), rows)),
    })
    return { ...file, fileName }
  } catch (error) {
    throw asFilterError(error)
  }
}

/** As in CKAN: the number of the row first, then the columns with their titles. */
function fieldsOf({ columns }: PublicTable, written: ColumnLike[]): Field[] {
  return written.map(({ name }) => {
    const column = columns.find((one) => one.name === name)
    return column ? fieldOf(column) : NUMBER_FIELD
  })
}

async function* after(first: string, rest: AsyncIterable<string | Buffer>): AsyncIterable<string | Buffer> {
  if (first) yield first
  yield* rest
}
