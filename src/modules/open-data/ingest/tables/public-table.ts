import type { Context } from '#kernel/http/context.ts'
import { missingTable } from '../../recall/missing-table.ts'
import { findPublicTable, type PublicTable } from '../../store.ts'

/** @param version as an address says it; null: what everybody gets now @throws NotFound, Gone */
export async function publicTable(
  ctx: Pick<Context, 'db' | 'lang' | 'timeZone'>,
  id: string,
  version: number | null,
): Promise<PublicTable> {
  const table = await findPublicTable(ctx.db, id, version ?? undefined)
  if (!table) throw await missingTable(ctx, id, version)
  return table
}
