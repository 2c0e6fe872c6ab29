import { sql } from 'kysely'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import type { Context } from '#kernel/http/context.ts'

/** What the starter added to the frozen text, with its days, oldest first. */
export async function clarificationsOf(ctx: Context, petitionId: string): Promise<{ on: string; html: string }[]> {
  const { rows } = await sql<{ html: string; addedAt: Date }>`
    SELECT html, added_at AS "addedAt" FROM petitions.clarification WHERE petition_id = ${petitionId} ORDER BY position`.execute(
    ctx.db,
  )
  return rows.map(({ html, addedAt }) => ({ html, on: dayOf(addedAt, ctx.timeZone) }))
}
