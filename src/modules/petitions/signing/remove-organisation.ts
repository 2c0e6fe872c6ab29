import { sql } from 'kysely'
import { type Permission, permit } from '#commons/access/permit.ts'
import { recordAct } from '#commons/audit/record.ts'
import { NotFound, RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { assertImpartial } from '../moderation/impartial.ts'
import { recordEvent } from '../record-event.ts'
import { findPetitionRow } from '../store.ts'
import type { removalReasons } from './fields.ts'

export const removingOrganisations: Permission = { name: 'petitions.remove-organisation', role: 'moderator' }

/**
 * A moderator takes an organisation from the list of supporters; the timeline says which number and why, for everybody.
 *
 * @throws Forbidden, NotFound, RuleBroken petitions.signing.changed-meanwhile when it is gone already
 */
export async function removeOrganisation(
  ctx: WriteContext,
  { number, id }: { number: number; id: string },
  { reason }: { reason: (typeof removalReasons)[number] },
): Promise<void> {
  const petition = await findPetitionRow(ctx.tx, number)
  const by = permit(ctx, removingOrganisations, petition ? { placeKey: petition.placeKey } : {})
  if (!petition) throw new NotFound()
  await assertImpartial(ctx.tx, by.person, { petitionId: petition.id }, ctx.now)
  const { rows } = await sql<{ idno: string }>`
    UPDATE petitions.supporting_organisation SET ended_at = ${ctx.now}, ended_by = 'removed'
    WHERE petition_id = ${petition.id} AND id = ${id} AND ended_at IS NULL RETURNING idno`.execute(ctx.tx)
  if (!rows[0]) throw new RuleBroken('petitions.signing.changed-meanwhile')
  const { idno } = rows[0]
  await recordEvent(ctx.tx, {
    petitionId: petition.id,
    kind: 'signing.organisation-removed',
    data: { idno, reason },
    now: ctx.now,
  })
  await recordAct(ctx.tx, {
    by,
    act: 'petitions.remove-organisation',
    subject: { kind: 'petitions.petition', id: petition.id },
    data: { organisation: id, idno, reason },
    now: ctx.now,
  })
}
