import { NotFound } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import { publicTable } from '../ingest/tables/public-table.ts'
import { findPublicTable, type PublicTable } from '../store.ts'
import { declaredKeys, seqBefore } from './store.ts'

export interface VersionPair {
  /** Null where there is no earlier version of the table. */
  before: PublicTable | null
  after: PublicTable
  /** Names of the columns by which its officers say that rows are known. */
  declared: string[] | null
}

/**
 * Two versions of a public table: the one that everybody gets and the one before, unless others are named.
 *
 * @throws NotFound
 */
export async function pairOfVersions(
  ctx: Context,
  table: string,
  { from, to }: { from: number | null; to: number | null },
): Promise<VersionPair> {
  const after = await publicTable(ctx, table, to)
  const seq = from ?? (await seqBefore(ctx.db, table, after.seq))
  const before = seq === null ? null : ((await findPublicTable(ctx.db, table, seq)) ?? null)
  if (from !== null && !before) throw new NotFound()
  const keys = await declaredKeys(ctx.db, [table])
  return { before, after, declared: keys.get(table) ?? null }
}
