import { sql } from 'kysely'
import { personOf } from '#commons/access/permit.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { Forbidden, NotFound, RuleBroken } from '#kernel/errors.ts'
import type { Context, WriteContext } from '#kernel/http/context.ts'
import { newId } from '#kernel/ids.ts'
import { recordEvent } from '../record-event.ts'
import { changeState } from './change-state.ts'
import { lastAppealDay } from './let-stand.ts'
import { openItem } from './open-item.ts'
import type { DecisionReason, MaskReason } from './reasons.ts'
import { lockModerated, type Moderated } from './store.ts'

export interface Refusal {
  id: string
  reason: DecisionReason
  text: string
  decidedAt: Date
}

/**
 * The starter appeals a refusal, once, to a moderator who did not refuse it.
 *
 * @throws Forbidden for others than the starter; RuleBroken petitions.moderation.appeal.not-refused or …appeal.too-late
 */
export async function appealRefusal(
  ctx: WriteContext,
  number: number,
  form: { text: string },
): Promise<{ petition: { number: number; slug: string } }> {
  personOf(ctx)
  const petition = await lockModerated(ctx.tx, number)
  assertStarter(ctx, petition)
  const refusal = await standingRefusal(ctx.tx, petition)
  if (!refusal) throw new RuleBroken('petitions.moderation.appeal.not-refused')
  await assertInTime(ctx, refusal.decidedAt)
  const { rows } = await sql`
    INSERT INTO petitions.appeal (id, petition_id, decision_id, text, appealed_at)
    VALUES (${newId(ctx.now)}, ${petition.id}, ${refusal.id}, ${form.text}, ${ctx.now}) ON CONFLICT DO NOTHING RETURNING id`.execute(
    ctx.tx,
  )
  if (rows.length === 0) throw new RuleBroken('petitions.moderation.appeal.already')
  await changeState(ctx, petition, 'appeal', 'starter')
  await openItem(ctx, petition, { kind: 'appeal', message: form.text })
  await recordEvent(ctx.tx, { petitionId: petition.id, kind: 'moderation.appealed', now: ctx.now })
  return { petition: { number, slug: petition.slug } }
}

/**
 * The starter appeals the hiding of a part, once, to a moderator who did not hide it.
 *
 * @throws as {@link appealRefusal}
 */
export async function appealMask(
  ctx: WriteContext,
  number: number,
  maskId: string,
  form: { text: string },
): Promise<{ petition: { number: number; slug: string } }> {
  personOf(ctx)
  const petition = await lockModerated(ctx.tx, number)
  assertStarter(ctx, petition)
  const mask = await standingMask(ctx.tx, petition.id, maskId)
  if (!mask) throw new RuleBroken('petitions.moderation.appeal.not-masked')
  await assertInTime(ctx, mask.maskedAt)
  const { rows } = await sql`
    INSERT INTO petitions.appeal (id, petition_id, mask_id, text, appealed_at)
    VALUES (${newId(ctx.now)}, ${petition.id}, ${maskId}, ${form.text}, ${ctx.now}) ON CONFLICT DO NOTHING RETURNING id`.execute(
    ctx.tx,
  )
  if (rows.length === 0) throw new RuleBroken('petitions.moderation.appeal.already')
  await openItem(ctx, petition, { kind: 'mask-appeal', maskId, message: form.text })
  return { petition: { number, slug: petition.slug } }
}

/** @throws NotFound, SignInNeeded, or Forbidden when the viewer did not start the petition */
export function assertStarter(ctx: Context, petition: Moderated | undefined): asserts petition is Moderated {
  const person = personOf(ctx)
  if (!petition) throw new NotFound()
  if (petition.starterMailboxId !== person.mailboxId) throw new Forbidden()
}

/** The refusal that can be appealed now: null when the petition is not refused. */
export async function standingRefusal(db: Context['db'], petition: Moderated): Promise<Refusal | null> {
  if (petition.state !== 'refused') return null
  const { rows } = await sql<Refusal>`
    SELECT id, reason, text, decided_at AS "decidedAt" FROM petitions.moderation_decision
    WHERE petition_id = ${petition.id} AND decision IN ('refused', 'taken-down') ORDER BY decided_at DESC, id DESC LIMIT 1`.execute(
    db,
  )
  return rows[0] ?? null
}

/** A part that is hidden and whose hiding was not appealed yet. */
export async function standingMask(
  db: Context['db'],
  petitionId: string,
  maskId: string,
): Promise<{ reason: MaskReason; maskedAt: Date } | null> {
  const { rows } = await sql<{ reason: MaskReason; maskedAt: Date }>`
    SELECT m.reason, m.masked_at AS "maskedAt" FROM petitions.mask m LEFT JOIN petitions.appeal a ON a.mask_id = m.id
    WHERE m.id = ${maskId} AND m.petition_id = ${petitionId} AND m.target <> 'text' AND m.lifted_at IS NULL AND a.id IS NULL`.execute(
    db,
  )
  return rows[0] ?? null
}

async function assertInTime(ctx: Context, decidedAt: Date): Promise<void> {
  const until = await lastAppealDay(ctx, decidedAt)
  if (dayOf(ctx.now, ctx.timeZone) > until) throw new RuleBroken('petitions.moderation.appeal.too-late', { until })
}
