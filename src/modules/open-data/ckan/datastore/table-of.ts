import type { Context } from '#kernel/http/context.ts'
import { isId } from '#kernel/ids.ts'
import { tombstoneOfTable } from '../../recall/tombstone-store.ts'
import { findPublicTable, type PublicTable } from '../../store.ts'
import { notFound } from '../action.ts'

/** @throws CkanError when there is no such public table */
export async function tableOf(ctx: Context, id: string): Promise<PublicTable> {
  const table = isId(id.toLowerCase()) ? await findPublicTable(ctx.db, id) : undefined
  if (!table) throw notFound(`Resource "${id.slice(0, 100)}" was not found.${await whyGone(ctx, id)}`)
  return table
}

/** Of what was taken down programs are told so, in the sentence where they look why. */
async function whyGone(ctx: Context, id: string): Promise<string> {
  const gone = isId(id.toLowerCase()) ? await tombstoneOfTable(ctx.db, id) : undefined
  return gone ? ` Its data was recalled at ${gone.recalledAt.toISOString()} (${gone.reason}).` : ''
}
