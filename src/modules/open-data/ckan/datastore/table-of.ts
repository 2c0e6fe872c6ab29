import type { Context } from '#kernel/http/context.ts'
import { isId } from '#kernel/ids.ts'
import { findPublicTable, type PublicTable } from '../../store.ts'
import { notFound } from '../action.ts'

/** @throws CkanError when there is no such public table */
export async function tableOf(ctx: Context, id: string): Promise<PublicTable> {
  const table = isId(id.toLowerCase()) ? await findPublicTable(ctx.db, id) : undefined
  if (!table) throw notFound(`Resource "${id.slice(0, 100)}" was not found.`)
  return table
}
