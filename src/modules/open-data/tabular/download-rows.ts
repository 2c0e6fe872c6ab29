import { Readable } from 'node:stream'
import { Refusal } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import type { ProtocolReply } from '#kernel/http/endpoint.ts'
import { type Cell, csvRecord } from '#kernel/text/csv.ts'
import { exportFormats, exportTable } from '../engine/export-table.ts'
import { MOST_GROUPS } from '../engine/group-rows.ts'
import { describedBy } from '../ingest/tables/described-by.ts'
import type { PublicTable } from '../store.ts'
import { type AskedGroups, askGroups } from './ask-groups.ts'
import { readAsked } from './read-asked.ts'
import { rowsOf } from './show-rows.ts'

export type TabularFile = 'csv' | 'json'

/** All that was asked for as one file, whatever page is named. @throws Refusal, BadQuery, TooHeavy, Busy */
export async function downloadRows(
  ctx: Context,
  table: PublicTable,
  asked: URLSearchParams,
  format: TabularFile,
): Promise<ProtocolReply> {
  const query = readAsked(asked, table)
  const headers = { 'content-disposition': `attachment; filename="${table.id}.${format}"` }
  const { contentType } = exportFormats[format]
  if (query.groups) {
    const found = await askGroups(ctx, table, query, { limit: MOST_GROUPS, offset: 0 })
    // A file that ends somewhere would be taken for all.
    if (found.total > MOST_GROUPS)
      throw new Refusal(400, { key: 'open-data.tabular.too-many-groups', args: { most: MOST_GROUPS } })
    return { status: 200, contentType, body: format === 'csv' ? asCsv(found) : asJson(found), headers }
  }
  const numbered = query.columns?.includes('_id') === true
  const file = await exportTable(ctx, table, { ...rowsOf(query), numbered }, format)
  const link = describedBy(ctx, table, { isWholeCsv: false, isPinned: false })
  const described = format === 'csv' ? { link } : {}
  return {
    status: 200,
    contentType,
    body: file.body,
    headers: { ...headers, ...described, 'content-length': String(file.size) },
  }
}

function asCsv({ names, rows }: AskedGroups): Readable {
  return Readable.from([names, ...rows].map((cells) => csvRecord(cells.map(asCell))))
}

/** What has more digits than a number holds is a text of them in CSV. */
function asCell(value: unknown): Cell {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : (value as Cell)
}

function asJson({ names, rows }: AskedGroups): string {
  return JSON.stringify(rows.map((row) => Object.fromEntries(names.map((name, at) => [name, row[at] ?? null]))))
}
