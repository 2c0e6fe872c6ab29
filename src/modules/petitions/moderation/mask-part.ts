import { sql } from 'kysely'
import { permit } from '#commons/access/permit.ts'
import { recordAct } from '#commons/audit/record.ts'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { InvalidInput, NotFound, RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { newId } from '#kernel/ids.ts'
import { queueMails } from '#kernel/mail/mail.ts'
import { publicStates } from '../petition.ts'
import { recordEvent } from '../record-event.ts'
import { starterMailbox } from '../start/starter-mailbox.ts'
import { applyMasks } from './apply-masks.ts'
import { applyPartMasks } from './apply-part-masks.ts'
import { assertImpartial } from './impartial.ts'
import { textMasked } from './ledger-entries.ts'
import { maskMail } from './mails.ts'
import { rangesOf } from './masked-text.ts'
import { markdownOf, type Part, partHash, partsOf } from './parts.ts'
import { moderatePetitions } from './permissions.ts'
import type { MaskOrderer, MaskReason } from './reasons.ts'
import { lockModerated, textHashOf } from './store.ts'
import { setDocumentHidden } from './submission.ts'

export interface MaskForm {
  passage: string | null
  document: string | null
  /** An answer, follow-up, clarification or file of an answer: all of it, or the passage in it. */
  part: string | null
  reason: MaskReason
  orderedBy: MaskOrderer
  reference: string | null
}

/**
 * Hides a passage wherever it stands in a public petition, one of its documents, or (a passage of) what stands beside it. Signatures stay valid, and so do the public
 * records: they know the text by a salted hash, and the original is kept.
 *
 * @throws InvalidInput when the passage stands nowhere in the text or the document or part is not the petition's
 */
export async function maskPart(
  ctx: WriteContext,
  number: number,
  form: MaskForm,
): Promise<{ mask: string; petition: number }> {
  permit(ctx, moderatePetitions)
  const petition = await lockModerated(ctx.tx, number)
  if (!petition) throw new NotFound()
  const by = permit(ctx, moderatePetitions, { placeKey: petition.placeKey })
  await assertImpartial(ctx.tx, by.person, { petitionId: petition.id }, ctx.now)
  if (!(publicStates as readonly string[]).includes(petition.state))
    throw new RuleBroken('petitions.moderation.not-public')
  const part = form.part === null ? null : await partOf(ctx, petition.id, form.part)
  const fields = part ? markdownOf(part) : { title: petition.title, why: petition.why }
  const ranges = form.passage === null ? [] : rangesOf(fields, form.passage)
  if (form.passage !== null && ranges.length === 0)
    throw new InvalidInput([{ field: 'passage', text: { key: 'petitions.moderation.mask.not-in-text' } }])
  if (form.document !== null && !(await setDocumentHidden(ctx.tx, petition.id, form.document, true)))
    throw new InvalidInput([{ field: 'document', text: { key: 'petitions.moderation.mask.no-document' } }])

  const id = newId(ctx.now)
  const target = part?.kind ?? (form.document === null ? 'passage' : 'document')
  const { rows } = await sql`
    INSERT INTO petitions.mask (id, petition_id, target, ranges, document_id, part_id, reason, ordered_by, order_reference, masked_by, masked_at)
    VALUES (${id}, ${petition.id}, ${target}, ${JSON.stringify(ranges)}::jsonb, ${form.document}, ${form.part},
      ${form.reason}, ${form.orderedBy}, ${form.reference}, ${by.person.accountId}, ${ctx.now}) ON CONFLICT DO NOTHING RETURNING id`.execute(
    ctx.tx,
  )
  if (rows.length === 0) throw new RuleBroken('petitions.moderation.mask.already')
  if (part) await applyPartMasks(ctx, petition.id, part)
  else await applyMasks(ctx, petition)
  await recordEvent(ctx.tx, {
    petitionId: petition.id,
    kind: 'moderation.part-masked',
    data: { reason: form.reason },
    now: ctx.now,
  })
  await recordAct(ctx.tx, {
    by,
    act: 'petitions.mask',
    subject: { kind: 'petitions.petition', id: petition.id },
    data: { number, mask: id, reason: form.reason, orderedBy: form.orderedBy },
    now: ctx.now,
  })
  appendEntries(
    ctx.tx,
    [
      textMasked(
        'masked',
        number,
        form.reason,
        part ? partHash(part) : textHashOf(petition),
        dayOf(ctx.now, ctx.timeZone),
      ),
    ],
    ctx.now,
  )
  const starter = await starterMailbox(ctx.tx, petition.starterMailboxId)
  // The letter names the petition as the public now reads it.
  const { rows: shown } = await sql<{
    title: string
  }>`SELECT title FROM petitions.petition WHERE id = ${petition.id}`.execute(ctx.tx)
  const letter = { petition: { number, title: shown[0]?.title ?? '' }, reason: form.reason, maskId: id }
  if (starter) await queueMails(ctx.tx, [maskMail(ctx, { starter, ...letter })], ctx.now)
  return { mask: id, petition: number }
}

async function partOf(ctx: WriteContext, petitionId: string, id: string): Promise<Part> {
  const part = (await partsOf(ctx.tx, petitionId)).find((one) => one.id === id)
  if (!part) throw new InvalidInput([{ field: 'part', text: { key: 'petitions.moderation.mask.no-part' } }])
  return part
}
