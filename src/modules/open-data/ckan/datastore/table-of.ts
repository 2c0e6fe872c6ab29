import type { Context } from '#kernel/http/context.ts'
import { isId } from '#kernel/ids.ts'
import { tombstoneOfTable } from '../../recall/tombstone-store.ts'
import { findPublicTable, type PublicTable } from '../../store.ts'
import { type Input, notFound } from '../action.ts'
import { naturalOf } from '../read-fields.ts'

const MOST_VERSION = 1_000_000_000

/**
 * @param input may name a `version`; it is no parameter of CKAN, and its programs go without
 * @throws CkanError when there is no such public table
 */
export async function tableOf(ctx: Context, id: string, input: Input): Promise<PublicTable> {
  const version = naturalOf(input, 'version', 0)
  // No version has more digits: PostgreSQL would not even look.
  const table =
    isId(id.toLowerCase()) && version <= MOST_VERSION
      ? await findPublicTable(ctx.db, id, version || undefined)
      : undefined
  if (!table) throw notFound(`Resource "${id.slice(0, 100)}" was not found.${await whyGone(ctx, id, version)}`)
  return table
}

/** Of what was taken down programs are told so, in the sentence where they look why. */
async function whyGone(ctx: Context, id: string, version: number): Promise<string> {
  const isKnown = isId(id.toLowerCase()) && version <= MOST_VERSION
  const gone = isKnown ? await tombstoneOfTable(ctx.db, id, version || undefined) : undefined
  return gone ? ` Its data was recalled at ${gone.recalledAt.toISOString()} (${gone.reason}).` : ''
}
