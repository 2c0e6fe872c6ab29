import { type RawBuilder, sql } from 'kysely'
import { may, permit } from '#commons/access/permit.ts'
import type { Db } from '#kernel/database/database.ts'
import type { Context } from '#kernel/http/context.ts'
import type { SeenBy, Veil } from '#kernel/http/veil.ts'
import { runProcesses } from '../permissions.ts'

/** The rehearsal of a draft tells what the draft says: it is for those who see the draft, until that one is public. */
export const rehearsalVeil: Veil = {
  path: '/processes/:number',
  seenBy: (db, { number }) => seenByOf(db, sql`p.number = ${number}`),
}

/** Who sees the rehearsal for which a condition holds; null for any other process, and for one whose process is public. The table is `p`. */
export async function seenByOf(db: Db, where: RawBuilder<unknown>): Promise<SeenBy | null> {
  const { rows } = await sql<{ organisationId: string }>`
    SELECT draft.organisation_id AS "organisationId"
    FROM processes.process p JOIN processes.process draft ON draft.id = p.rehearsal_of
    WHERE draft.published_at IS NULL AND ${where}`.execute(db)
  const [draft] = rows
  return draft ? (ctx) => runs(ctx, draft) : null
}

/** @throws Refusal 401 access.second-factor-needed for an officer of the draft who has not shown it yet */
function runs(ctx: Context, draft: { organisationId: string }): boolean {
  if (!may(ctx, runProcesses, draft)) return false
  permit(ctx, runProcesses, draft)
  return true
}
