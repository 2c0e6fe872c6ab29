import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'

/**
 * What the first so many entries of the log give for all petitions together; null while some petition is not recounted up to the last entry
 * that names it. Those that later entries do not name have the same numbers at the later index.
 */
export async function recountedOfAll(db: Db | Tx): Promise<{
  index: number
  at: string
  total: number
  email: number
  strong: number
  signed: number
} | null> {
  const { rows } = await sql<{
    settled: boolean | null
    index: number
    at: Date
    email: number
    strong: number
    signed: number
  }>`
    SELECT bool_and(named_in <= coalesce(recounted_index, 0)) AS settled, max(recounted_index) AS index, max(recounted_at) AS at,
      coalesce(sum(recounted_email), 0)::integer AS email, coalesce(sum(recounted_strong), 0)::integer AS strong,
      coalesce(sum(recounted_signed), 0)::integer AS signed
    FROM petitions.recount WHERE named_in > 0`.execute(db)
  const { settled, index, at, email, strong, signed } = rows[0] ?? {}
  if (!settled || !at || index === undefined || email === undefined || strong === undefined || signed === undefined)
    return null
  return { index, at: at.toISOString(), total: email + strong + signed, email, strong, signed }
}

/** Since when the numbers of some petition do not agree with the log; null while all do. */
export async function someDisagreesSince(db: Db): Promise<string | null> {
  const { rows } = await sql<{ since: Date | null }>`
    SELECT min(found_at) AS since FROM petitions.recount_difference WHERE healed_at IS NULL`.execute(db)
  return rows[0]?.since?.toISOString() ?? null
}
