import { sql } from 'kysely'
import type { Person, Role } from '#commons/access/permit.ts'
import { recordAct } from '#commons/audit/record.ts'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { newId } from '#kernel/ids.ts'
import { queueMails } from '#kernel/mail/mail.ts'
import { recordEvent } from '../record-event.ts'
import { lastDayToResubmit } from '../start/settings.ts'
import { starterMailbox } from '../start/starter-mailbox.ts'
import type { ActContext } from './act-context.ts'
import { moderationDecided } from './ledger-entries.ts'
import { decisionMail } from './mails.ts'
import type { Decision, DecisionReason } from './reasons.ts'
import { type Moderated, textHashOf } from './store.ts'

export interface NewDecision {
  decision: Decision
  reason?: DecisionReason | null
  text?: string | null
  itemId?: string | null
  maskId?: string | null
  /** Null when the clock decided. */
  by: { person: Person; role: Role } | null
}

/** Reports that were unfounded, and masks upheld, change nothing on the petition's road. */
const notOnTheRoad: Decision[] = ['kept', 'masked', 'mask-upheld', 'mask-lifted']
/** Nothing that the starter must know or can answer. */
const notMailed: Decision[] = ['kept', 'masked']

/** A decision in all the places where it is kept: its row, the public timeline, the audit record, the ledger, and the starter's mail. */
export async function recordDecision(
  ctx: ActContext,
  petition: Omit<Moderated, 'state' | 'publishedAt' | 'placeKey'>,
  { decision, reason = null, text = null, itemId = null, maskId = null, by }: NewDecision,
): Promise<void> {
  const hash = textHashOf(petition)
  const id = newId(ctx.now)
  await sql`
    INSERT INTO petitions.moderation_decision (id, petition_id, item_id, mask_id, decision, reason, text, text_hash, account_id, decided_at)
    VALUES (${id}, ${petition.id}, ${itemId}, ${maskId}, ${decision}, ${reason}, ${text}, ${hash}, ${by?.person.accountId ?? null}, ${ctx.now})`.execute(
    ctx.tx,
  )
  if (!notOnTheRoad.includes(decision))
    await recordEvent(ctx.tx, {
      petitionId: petition.id,
      kind: `moderation.${decision}`,
      data: { reason: reason ?? 'none' },
      now: ctx.now,
    })
  await recordAct(ctx.tx, {
    by,
    act: `petitions.moderation-${decision}`,
    subject: { kind: 'petitions.petition', id: petition.id },
    data: { number: petition.number, decision, reason },
    now: ctx.now,
  })
  appendEntries(
    ctx.tx,
    [moderationDecided(petition.number, decision, reason, hash, dayOf(ctx.now, ctx.timeZone))],
    ctx.now,
  )
  const starter = notMailed.includes(decision) ? null : await starterMailbox(ctx.tx, petition.starterMailboxId)
  const until = decision === 'returned' ? await lastDayToResubmit(ctx, ctx.now) : null
  if (starter)
    await queueMails(ctx.tx, [decisionMail(ctx, { starter, petition, decision, reason, text, until })], ctx.now)
}
