import { NotFound } from '#kernel/errors.ts'
import { sendKeptFile } from '#kernel/files/send-kept-file.ts'
import type { FormValue } from '#kernel/forms/fields.ts'
import type { Context } from '#kernel/http/context.ts'
import type { ResourceReply } from '#kernel/http/endpoint.ts'
import { exportTable, markedFile } from '../../engine/export-table.ts'
import { askedOfTable, filtersIn } from './asked-of-table.ts'
import { describedBy } from './described-by.ts'
import type { downloadQuery } from './fields.ts'
import { publicTable } from './public-table.ts'
import { aroundTable } from './store.ts'

export const fileFormats = ['csv', 'xlsx', 'json', 'ndjson', 'parquet'] as const
export type FileFormat = (typeof fileFormats)[number]

type Query = FormValue<(typeof downloadQuery)['fields']>

/** A public table as a file, all of it or what is asked of it. @throws NotFound, BadQuery */
export async function downloadTable(
  ctx: Context,
  { table: id }: { table: string },
  query: Query,
  format: FileFormat,
): Promise<ResourceReply> {
  const table = await publicTable(ctx, id, query.version)
  const asked = askedOfTable(query, filtersIn(query.filter))
  const file = await exportTable(ctx, table, asked, format)
  const { body, size, contentType } = query.bom && format === 'csv' ? markedFile(file) : file
  const part = Object.keys(asked).length > 0 ? '-part' : ''
  return {
    body,
    contentType,
    fileName: `${[table.dataset, table.sheet, table.seq].filter(Boolean).join('-')}${part}.${format}`,
    headers: {
      'content-length': String(size),
      'access-control-allow-origin': '*',
      ...((format === 'csv' || format === 'parquet') && {
        link: describedBy(ctx, table, {
          isWholeCsv: format === 'csv' && part === '',
          isPinned: query.version !== null,
        }),
      }),
    },
  }
}

/**
 * The file in which a public table was found, byte for byte.
 *
 * @throws NotFound also where the guard withholds it: who wrote it stands in it, or a picture that nobody can search
 */
export async function downloadOriginal(
  ctx: Context,
  { table: id }: { table: string },
  { version }: { version: number | null },
): Promise<ResourceReply> {
  const table = await publicTable(ctx, id, version)
  const { fileName, fileSha256, fileSize, givesOriginal } = await aroundTable(ctx.db, table)
  if (!givesOriginal) throw new NotFound()
  const sent = await sendKeptFile(ctx, { sha256: fileSha256, name: fileName, type: 'application/octet-stream' })
  return { ...sent, headers: { ...sent.headers, 'content-length': String(fileSize) } }
}
