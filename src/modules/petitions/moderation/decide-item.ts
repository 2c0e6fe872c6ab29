import { sql } from 'kysely'
import { type Person, permit, type Role } from '#commons/access/permit.ts'
import { InvalidInput, NotFound, RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import type { MessageKey } from '#kernel/i18n/translator.ts'
import { changeState, publish } from './change-state.ts'
import { closeItem, closeOthers } from './close-item.ts'
import { hideText, unhideText } from './hide-text.ts'
import { takeHold } from './hold-item.ts'
import { assertImpartial } from './impartial.ts'
import { liftMaskById } from './lift-mask.ts'
import { moderatePetitions } from './permissions.ts'
import {
  type Decidable,
  type DecisionReason,
  decisionsNow,
  hidesText,
  needsReason,
  needsText,
  refusalReasons,
  refuses,
} from './reasons.ts'
import { recordDecision } from './record-decision.ts'
import { type Item, lockItem } from './store.ts'

export interface DecisionForm {
  decision: Decidable
  checks: string[]
  reason: DecisionReason | null
  text: string | null
}

/**
 * A moderator decides on an item: one decision an item, whoever comes second is told. What the form demands of a decision
 * (boxes, reason, text) is checked by `decisionForm`.
 *
 * @throws RuleBroken petitions.moderation.decided-meanwhile, …held-by-another, …mask-first; Refusal 403 for those who may not judge it
 */
export async function decideItem(
  ctx: WriteContext,
  id: string,
  form: DecisionForm,
): Promise<{ petition: number; decision: Decidable }> {
  permit(ctx, moderatePetitions)
  const item = await lockItem(ctx.tx, id)
  if (!item) throw new NotFound()
  const by = permit(ctx, moderatePetitions, { placeKey: item.placeKey })
  await assertImpartial(ctx.tx, by.person, item, ctx.now)
  if (item.closedAt) throw new RuleBroken('petitions.moderation.decided-meanwhile')
  await takeHold(ctx, item.id, by.person)
  if (!decisionsNow(item.kind, item.state).includes(form.decision))
    throw wrong('decision', 'petitions.moderation.decision.other-kind')

  await closeItem(ctx, item)
  await carryOut(ctx, item, form, by)
  await recordDecision(ctx, { ...item, id: item.petitionId }, { ...form, itemId: item.id, maskId: item.maskId, by })
  return { petition: item.number, decision: form.decision }
}

async function carryOut(
  ctx: WriteContext,
  item: Item,
  form: DecisionForm,
  by: { person: Person; role: Role },
): Promise<void> {
  const petition = { ...item, id: item.petitionId }
  const { decision, reason } = form
  if (decision === 'published') {
    await unhideText(ctx, petition)
    await publish(ctx, petition, 'publish', 'moderator')
  }
  if (decision === 'returned') await changeState(ctx, petition, 'return', 'moderator')
  if (decision === 'upheld') await changeState(ctx, petition, 'uphold', 'moderator')
  if (refuses(decision)) {
    await changeState(ctx, petition, decision === 'refused' ? 'refuse' : 'takeDown', 'moderator')
    await sql`UPDATE petitions.petition SET refused_at = ${ctx.now}, published_unreviewed = false WHERE id = ${petition.id}`.execute(
      ctx.tx,
    )
    if (hidesText(reason)) await hideText(ctx, petition, reason, by.person)
    await closeOthers(ctx, petition.id)
  }
  if (decision === 'confirmed')
    await sql`UPDATE petitions.petition SET published_unreviewed = false WHERE id = ${petition.id}`.execute(ctx.tx)
  if (decision === 'masked' && !(await maskedSince(ctx, item))) throw new RuleBroken('petitions.moderation.mask-first')
  if (decision === 'mask-lifted' && item.maskId) await liftMaskById(ctx, petition, item.maskId, by)
}

async function maskedSince(ctx: WriteContext, item: Item): Promise<boolean> {
  const { rows } = await sql`
    SELECT 1 FROM petitions.mask WHERE petition_id = ${item.petitionId} AND masked_at >= ${item.openedAt} AND lifted_at IS NULL`.execute(
    ctx.tx,
  )
  return rows.length > 0
}

/** What a decision cannot do without. */
export function decisionErrors(form: DecisionForm, boxes: number): { field: string; text: { key: MessageKey } }[] {
  const { decision, checks, reason, text } = form
  const errors: { field: string; text: { key: MessageKey } }[] = []
  if (decision === 'published' && new Set(checks).size < boxes)
    errors.push({ field: 'checks', text: { key: 'petitions.moderation.checks.all' } })
  if (needsReason(decision) && reason === null)
    errors.push({ field: 'reason', text: { key: 'petitions.moderation.reason.missing' } })
  if (refuses(decision) && reason !== null && !(refusalReasons as readonly string[]).includes(reason))
    errors.push({ field: 'reason', text: { key: 'petitions.moderation.reason.only-return' } })
  if (needsText(decision) && text === null)
    errors.push({ field: 'text', text: { key: 'petitions.moderation.text.missing' } })
  return errors
}

function wrong(field: string, key: MessageKey): InvalidInput {
  return new InvalidInput([{ field, text: { key } }])
}
