import { NotFound } from '#kernel/errors.ts'
import type { FormValue } from '#kernel/forms/fields.ts'
import type { Context } from '#kernel/http/context.ts'
import type { ResourceReply } from '#kernel/http/endpoint.ts'
import { markedFile } from '../engine/export-table.ts'
import { type ChangesFormat, exportChanges } from './compare/export-changes.ts'
import type { pairQuery } from './fields.ts'
import { pairOfVersions } from './pair-of-versions.ts'

/** All rows in which two versions of a public table differ, as a file. @throws NotFound, TooHeavy, Busy */
export async function downloadChanges(
  ctx: Context,
  { table }: { table: string },
  query: FormValue<(typeof pairQuery)['fields']>,
  format: ChangesFormat,
): Promise<ResourceReply> {
  const { before, after, declared } = await pairOfVersions(ctx, table, query)
  if (!before) throw new NotFound()
  const file = await exportChanges(ctx.tables, [before, after], declared, format)
  const { body, size, contentType } = query.bom && format === 'csv' ? markedFile(file) : file
  return {
    body,
    contentType,
    fileName: `${[after.dataset, after.sheet, before.seq, after.seq].filter(Boolean).join('-')}-changes.${format}`,
    headers: { 'content-length': String(size), 'access-control-allow-origin': '*' },
  }
}
