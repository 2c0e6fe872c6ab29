import { sql } from 'kysely'
import type { Db } from '#kernel/database/database.ts'

/** As long as it takes to see off one person. */
const MINUTES = 15

/**
 * When an officer last gave a ballot, or one in place of a spoiled one; null where that is long ago. Only then does the page say that somebody
 * may vote: its address can be opened by others, and later.
 */
export async function givenLately(
  db: Db,
  number: number,
  { accountId, act, now }: { accountId: string; act: 'budgeting.hand-paper' | 'budgeting.exchange-paper'; now: Date },
): Promise<Date | null> {
  const { rows } = await sql<{ at: Date }>`
    SELECT acted_at AS at FROM audit.act
    WHERE account_id = ${accountId} AND acted_at >= ${new Date(now.getTime() - MINUTES * 60_000)} AND act = ${act}
      AND subject_kind = 'process' AND subject_id = ${String(number)}
    ORDER BY acted_at DESC LIMIT 1`.execute(db)
  return rows[0]?.at ?? null
}
