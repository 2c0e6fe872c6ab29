import { NotFound } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import type { ResourceReply } from '#kernel/http/endpoint.ts'
import { type ChangesFormat, exportChanges } from './compare/export-changes.ts'
import { pairOfVersions } from './pair-of-versions.ts'

/** All rows in which two versions of a public table differ, as a file. @throws NotFound, TooHeavy, Busy */
export async function downloadChanges(
  ctx: Context,
  { table }: { table: string },
  query: { from: number | null; to: number | null },
  format: ChangesFormat,
): Promise<ResourceReply> {
  const { before, after, declared } = await pairOfVersions(ctx, table, query)
  if (!before) throw new NotFound()
  const { body, size, contentType } = await exportChanges(ctx.tables, [before, after], declared, format)
  return {
    body,
    contentType,
    fileName: `${[after.dataset, after.sheet, before.seq, after.seq].filter(Boolean).join('-')}-changes.${format}`,
    headers: { 'content-length': String(size), 'access-control-allow-origin': '*' },
  }
}
