import { sql } from 'kysely'
import { mailboxesWithRole } from '#commons/access/holders.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { transact } from '#kernel/database/transact.ts'
import { eachApart } from '#kernel/each-apart.ts'
import type { Services } from '#kernel/http/context.ts'
import { queueMails } from '#kernel/mail/mail.ts'
import type { ActContext } from './act-context.ts'
import { publish } from './change-state.ts'
import { closeItem } from './close-item.ts'
import { escalationMail } from './mails.ts'
import { openItem } from './open-item.ts'
import { recordDecision } from './record-decision.ts'
import { type Item, lockItem, overdueItems } from './store.ts'

/**
 * Carries out what was promised for the day after a moderation clock: a petition that nobody looked at publishes itself, marked
 * unreviewed, and comes back to be looked at. What the check of the text stopped, and everything else that waits past its term,
 * stays in the queue, and administrators are told once.
 */
export async function lapseOverdue(services: Services): Promise<void> {
  const now = services.clock.now()
  await eachApart(await overdueItems(services.db, dayOf(now, services.timeZone)), (id) =>
    transact(services.db, (tx) => carryOut({ ...services, tx, now }, id)),
  )
}

async function carryOut(ctx: ActContext, id: string): Promise<void> {
  const item = await lockItem(ctx.tx, id)
  if (!item || item.closedAt) return
  await (lapses(item) ? lapse(ctx, item) : escalate(ctx, item))
}

function lapses(item: Item): boolean {
  return item.kind === 'petition' && !item.stopped
}

async function lapse(ctx: ActContext, item: Item): Promise<void> {
  const petition = { ...item, id: item.petitionId }
  await closeItem(ctx, item)
  await publish(ctx, petition, 'lapse', 'system')
  await sql`UPDATE petitions.petition SET published_unreviewed = true WHERE id = ${petition.id}`.execute(ctx.tx)
  await recordDecision(ctx, petition, { decision: 'lapsed', itemId: item.id, by: null })
  await openItem(ctx, petition, { kind: 'unreviewed', findings: item.findings })
}

async function escalate(ctx: ActContext, item: Item): Promise<void> {
  const { rows } = await sql`
    UPDATE petitions.moderation_item SET escalated_at = ${ctx.now} WHERE id = ${item.id} AND escalated_at IS NULL RETURNING id`.execute(
    ctx.tx,
  )
  if (rows.length === 0) return
  const administrators = await mailboxesWithRole(ctx.tx, 'administrator')
  await queueMails(
    ctx.tx,
    administrators.map((reader) =>
      escalationMail(ctx, { reader, number: item.number, itemId: item.id, dueOn: item.dueOn }),
    ),
    ctx.now,
  )
}
