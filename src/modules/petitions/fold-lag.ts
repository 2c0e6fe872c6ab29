import { sql } from 'kysely'
import type { Services } from '#kernel/http/context.ts'

/** Seconds since counts were last folded; the timer stamps also when there was nothing to fold. NaN: it never ran. */
export async function foldLag({ db, clock }: Services): Promise<number> {
  const { rows } = await sql<{ foldedAt: Date }>`SELECT folded_at AS "foldedAt" FROM petitions.fold`.execute(db)
  const foldedAt = rows[0]?.foldedAt
  return foldedAt ? Math.max(0, (clock.now().getTime() - foldedAt.getTime()) / 1000) : Number.NaN
}
