import { sql } from 'kysely'
import { type Person, permit, type Role } from '#commons/access/permit.ts'
import { recordAct } from '#commons/audit/record.ts'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { NotFound, RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { recordEvent } from '../record-event.ts'
import { applyMasks } from './apply-masks.ts'
import { applyPartMasks } from './apply-part-masks.ts'
import { assertImpartial } from './impartial.ts'
import { textMasked } from './ledger-entries.ts'
import { partHash, partsOf } from './parts.ts'
import { moderatePetitions } from './permissions.ts'
import type { MaskReason } from './reasons.ts'
import { lockModerated, type Moderated, textHashOf } from './store.ts'
import { setDocumentHidden } from './submission.ts'

/** Shows again what was hidden. @throws RuleBroken petitions.moderation.mask.lifted when it is shown already */
export async function liftMask(ctx: WriteContext, maskId: string): Promise<{ mask: string; petition: number }> {
  const { petition, by } = await petitionOfMask(ctx, maskId)
  await liftMaskById(ctx, petition, maskId, by)
  return { mask: maskId, petition: petition.number }
}

/** The same for a caller that holds the petition's row and has asked who may. */
export async function liftMaskById(
  ctx: WriteContext,
  petition: Omit<Moderated, 'state' | 'publishedAt' | 'placeKey'>,
  maskId: string,
  by: { person: Person; role: Role },
): Promise<void> {
  const { rows } = await sql<{ reason: MaskReason; documentId: string | null; partId: string | null }>`
    UPDATE petitions.mask SET lifted_at = ${ctx.now}, lifted_by = ${by.person.accountId}
    WHERE id = ${maskId} AND petition_id = ${petition.id} AND target <> 'text' AND lifted_at IS NULL
    RETURNING reason, document_id AS "documentId", part_id AS "partId"`.execute(ctx.tx)
  const mask = rows[0]
  if (!mask) throw new RuleBroken('petitions.moderation.mask.lifted')
  if (mask.documentId) await setDocumentHidden(ctx.tx, petition.id, mask.documentId, false)
  const part = mask.partId ? (await partsOf(ctx.tx, petition.id)).find(({ id }) => id === mask.partId) : undefined
  if (part) await applyPartMasks(ctx, petition.id, part)
  else await applyMasks(ctx, petition)
  const { reason } = mask
  await recordEvent(ctx.tx, {
    petitionId: petition.id,
    kind: 'moderation.part-unmasked',
    data: { reason },
    now: ctx.now,
  })
  await recordAct(ctx.tx, {
    by,
    act: 'petitions.unmask',
    subject: { kind: 'petitions.petition', id: petition.id },
    data: { number: petition.number, mask: maskId, reason },
    now: ctx.now,
  })
  appendEntries(
    ctx.tx,
    [
      textMasked(
        'unmasked',
        petition.number,
        reason,
        part ? partHash(part) : textHashOf(petition),
        dayOf(ctx.now, ctx.timeZone),
      ),
    ],
    ctx.now,
  )
}

export interface ReplyForm {
  by: string
  text: string
}

/** Right of reply: the words of the person or authority that a text concerns, shown beside it. A later reply replaces it. */
export async function recordReply(
  ctx: WriteContext,
  maskId: string,
  form: ReplyForm,
): Promise<{ mask: string; petition: number }> {
  const { petition, by } = await petitionOfMask(ctx, maskId)
  await sql`
    UPDATE petitions.mask SET reply = ${form.text}, reply_by = ${form.by}, replied_at = ${ctx.now} WHERE id = ${maskId}`.execute(
    ctx.tx,
  )
  await recordAct(ctx.tx, {
    by,
    act: 'petitions.mask-reply',
    subject: { kind: 'petitions.petition', id: petition.id },
    data: { number: petition.number, mask: maskId },
    now: ctx.now,
  })
  return { mask: maskId, petition: petition.number }
}

async function petitionOfMask(ctx: WriteContext, maskId: string) {
  permit(ctx, moderatePetitions)
  const { rows } = await sql<{ number: number }>`
    SELECT p.number FROM petitions.mask m JOIN petitions.petition p ON p.id = m.petition_id WHERE m.id = ${maskId}`.execute(
    ctx.tx,
  )
  const petition = rows[0] && (await lockModerated(ctx.tx, rows[0].number))
  if (!petition) throw new NotFound()
  const by = permit(ctx, moderatePetitions, { placeKey: petition.placeKey })
  await assertImpartial(ctx.tx, by.person, { petitionId: petition.id }, ctx.now)
  return { petition, by }
}
