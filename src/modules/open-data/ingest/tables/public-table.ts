import { NotFound } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import { findPublicTable, type PublicTable } from '../../store.ts'

/** @param version as an address says it; null: what everybody gets now @throws NotFound */
export async function publicTable(ctx: Pick<Context, 'db'>, id: string, version: number | null): Promise<PublicTable> {
  const table = await findPublicTable(ctx.db, id, version ?? undefined)
  if (!table) throw new NotFound()
  return table
}
