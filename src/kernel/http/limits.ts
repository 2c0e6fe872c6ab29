import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '#kernel/database/database.ts'

/** At most `max` in `seconds`, counted in PostgreSQL so that it holds across processes. */
export interface Limit {
  name: string
  max: number
  seconds: number
}

/**
 * Counts one attempt of a source against a limit. The source is hashed: the table tells nobody's address.
 *
 * @returns null when within the limit, else seconds until the window ends
 */
export async function countAgainst(db: Db, limit: Limit, source: string, now: Date): Promise<number | null> {
  const startsAt = new Date(Math.floor(now.getTime() / (limit.seconds * 1000)) * limit.seconds * 1000)
  const endsAt = new Date(startsAt.getTime() + limit.seconds * 1000)
  const hashed = createHash('sha256').update(source).digest().subarray(0, 16)
  const { rows } = await sql<{ count: number }>`
    INSERT INTO kernel.limit_window AS w (rule, source, starts_at, ends_at, count)
    VALUES (${limit.name}, ${hashed}, ${startsAt}, ${endsAt}, 1)
    ON CONFLICT (rule, source, starts_at) DO UPDATE SET count = w.count + 1 RETURNING count`.execute(db)
  return (rows[0]?.count ?? 0) > limit.max ? Math.ceil((endsAt.getTime() - now.getTime()) / 1000) : null
}

/** Forgets windows that are over. */
export async function forgetOldWindows(db: Db, now: Date): Promise<void> {
  await sql`DELETE FROM kernel.limit_window WHERE ends_at < ${now}`.execute(db)
}
