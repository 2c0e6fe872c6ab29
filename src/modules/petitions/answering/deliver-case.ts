import { sql } from 'kysely'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { newId } from '#kernel/ids.ts'
import { type CaseRow, findCase, type Organisation } from './case-store.ts'
import { startLegalClock } from './terms.ts'
import { writeOfLodging } from './write-to-authority.ts'

/**
 * Puts a lodged petition before an authority: its case, the registration clock, and word at its official address. A case that
 * a threshold had opened becomes a lodged one.
 *
 * @param transferred from which case; then the answer's clock starts at once, on the day of transfer (Administrative Code art. 60)
 * @returns null when the authority has it already
 */
export async function deliverCase(
  ctx: WriteContext,
  one: { petitionId: string; organisation: Organisation; lodgingId: string; transferred?: string },
): Promise<CaseRow | null> {
  const { rows } = await sql<{ id: string }>`
    INSERT INTO petitions.case AS c (id, petition_id, organisation_id, state, lodging_id, redirected_from, lodged_at, created_at)
    VALUES (${newId(ctx.now)}, ${one.petitionId}, ${one.organisation.id}, 'delivered', ${one.lodgingId}, ${one.transferred ?? null}, ${ctx.now}, ${ctx.now})
    ON CONFLICT (petition_id, organisation_id) DO UPDATE SET state = 'delivered', lodging_id = excluded.lodging_id,
      redirected_from = excluded.redirected_from, lodged_at = excluded.lodged_at
      WHERE c.state IN ('waiting', 'promised')
    RETURNING id`.execute(ctx.tx)
  const id = rows[0]?.id
  if (!id) return null
  const delivered = await findCase(ctx.tx, id)
  const today = dayOf(ctx.now, ctx.timeZone)
  const whose = { caseId: id, organisationId: one.organisation.id, placeKey: one.organisation.placeKey }
  await startLegalClock(ctx, 'registration', whose, today)
  if (one.transferred) await startLegalClock(ctx, 'answer', whose, today)
  await writeOfLodging(ctx, delivered)
  return delivered
}
