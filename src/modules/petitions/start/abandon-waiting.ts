import { sql } from 'kysely'
import { move } from '#commons/lifecycle/lifecycle.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { after } from '#kernel/clock.ts'
import { transact } from '#kernel/database/transact.ts'
import { eachApart } from '#kernel/each-apart.ts'
import type { Services } from '#kernel/http/context.ts'
import { type Mail, queueMails } from '#kernel/mail/mail.ts'
import { lastReturn } from '../moderation/decisions.ts'
import { petitionLife } from '../petition.ts'
import { recordEvent } from '../record-event.ts'
import { abandonedMail, leftReturnedMail } from './mails.ts'
import { forgetSupporters } from './mine/close-petition.ts'
import { lastDayToResubmit, returnDays, supportDays } from './settings.ts'
import { starterMailbox } from './starter-mailbox.ts'

interface Given {
  number: number
  title: string
  needed: number
}
type Starter = NonNullable<Awaited<ReturnType<typeof starterMailbox>>>

/** Gives up petitions that found too few supporters in time, and tells their starters. */
export async function abandonUnsupported(services: Services): Promise<void> {
  const now = services.clock.now()
  const days = await services.settings.valueOn(supportDays, dayOf(now, services.timeZone))
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM petitions.petition WHERE state = 'supporting' AND created_at < ${after(now, -days * 86_400)} ORDER BY created_at`.execute(
    services.db,
  )
  await eachApart(rows, ({ id }) =>
    abandon(services, { id, state: 'supporting' }, (starter, petition) =>
      abandonedMail(services, starter, { ...petition, days }),
    ),
  )
}

/**
 * Gives up petitions that a moderator returned and whose starters did not send them again: who supported is not kept for ever. Each only
 * after the last day that its starter was told, whatever the setting says since.
 */
export async function abandonReturned(services: Services): Promise<void> {
  const today = dayOf(services.clock.now(), services.timeZone)
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM petitions.petition WHERE state = 'returned' ORDER BY id`.execute(services.db)
  await eachApart(rows, async ({ id }) => {
    const last = await lastReturn(services.db, id)
    if (!last || today <= (await lastDayToResubmit(services, last.termFrom))) return
    const days = await services.settings.valueOn(returnDays, dayOf(last.termFrom, services.timeZone))
    await abandon(services, { id, state: 'returned' }, (starter, petition) =>
      leftReturnedMail(services, starter, { ...petition, days }),
    )
  })
}

async function abandon(
  services: Services,
  { id, state }: { id: string; state: 'supporting' | 'returned' },
  letter: (starter: Starter, petition: Given) => Mail,
): Promise<void> {
  const moved = move(petitionLife, state, 'abandon', 'system')
  if (!moved.ok) throw new Error('the life of a petition does not let it be abandoned')
  const now = services.clock.now()
  await transact(services.db, async (tx) => {
    const { rows } = await sql<Given & { mailboxId: string | null }>`
      UPDATE petitions.petition SET state = ${moved.to} WHERE id = ${id} AND state = ${state}
      RETURNING number, title, supporters_needed AS needed, starter_mailbox_id AS "mailboxId"`.execute(tx)
    const petition = rows[0]
    // The last supporter came, or the starter sent it again, in this moment.
    if (!petition) return
    await recordEvent(tx, { petitionId: id, kind: 'start.abandoned', now })
    await forgetSupporters({ tx }, id)
    const starter = await starterMailbox(tx, petition.mailboxId)
    if (starter) await queueMails(tx, [letter(starter, petition)], now)
  })
}
