import type { Context } from '#kernel/http/context.ts'
import { findPublicTable, type PublicTable } from '../../store.ts'
import { notFound } from '../action.ts'

const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i

/** @throws CkanError when there is no such public table */
export async function tableOf(ctx: Context, id: string): Promise<PublicTable> {
  const table = UUID.test(id) ? await findPublicTable(ctx.db, id) : undefined
  if (!table) throw notFound(`Resource "${id.slice(0, 100)}" was not found.`)
  return table
}
