import { sql } from 'kysely'
import { move } from '#commons/lifecycle/lifecycle.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { after } from '#kernel/clock.ts'
import { transact } from '#kernel/database/transact.ts'
import type { Services } from '#kernel/http/context.ts'
import type { Job } from '#kernel/jobs/jobs.ts'
import { queueMails } from '#kernel/mail/mail.ts'
import { petitionLife } from '../petition.ts'
import { recordEvent } from '../record-event.ts'
import { abandonedMail } from './mails.ts'
import { forgetSupporters } from './mine/close-petition.ts'
import { draftDays, supportDays } from './settings.ts'
import { starterMailbox } from './starter-mailbox.ts'

/**
 * Deletes drafts that nobody touched for long, requests of support that are too old to be confirmed, and supporters of what
 * was refused for good before it was public.
 */
export async function forgetOldDrafts(services: Services): Promise<void> {
  const now = services.clock.now()
  const days = await services.settings.valueOn(draftDays, dayOf(now, services.timeZone))
  await sql`DELETE FROM petitions.draft WHERE saved_at < ${after(now, -days * 86_400)}`.execute(services.db)
  await sql`DELETE FROM petitions.support_request WHERE expires_at < ${now}`.execute(services.db)
  const { rows } = await sql<{ id: string }>`
    SELECT DISTINCT p.id FROM petitions.petition p JOIN petitions.support_link l ON l.petition_id = p.id
    WHERE p.state = 'refused-finally' AND p.published_at IS NULL`.execute(services.db)
  for (const { id } of rows) await transact(services.db, (tx) => forgetSupporters({ tx }, id))
}

/** Gives up petitions that found too few supporters in time, and tells their starters. */
export async function abandonUnsupported(services: Services): Promise<void> {
  const now = services.clock.now()
  const today = dayOf(now, services.timeZone)
  const days = await services.settings.valueOn(supportDays, today)
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM petitions.petition WHERE state = 'supporting' AND created_at < ${after(now, -days * 86_400)} ORDER BY created_at`.execute(
    services.db,
  )
  for (const { id } of rows) await abandonOne(services, id, days, now)
}

async function abandonOne(services: Services, id: string, days: number, now: Date): Promise<void> {
  const moved = move(petitionLife, 'supporting', 'abandon', 'system')
  if (!moved.ok) throw new Error('the life of a petition does not let it be abandoned')
  await transact(services.db, async (tx) => {
    const { rows } = await sql<{ number: number; title: string; needed: number; mailboxId: string | null }>`
      UPDATE petitions.petition SET state = ${moved.to} WHERE id = ${id} AND state = 'supporting'
      RETURNING number, title, supporters_needed AS needed, starter_mailbox_id AS "mailboxId"`.execute(tx)
    const petition = rows[0]
    // The last supporter came in this moment.
    if (!petition) return
    await recordEvent(tx, { petitionId: id, kind: 'start.abandoned', now })
    await forgetSupporters({ tx }, id)
    const starter = await starterMailbox(tx, petition.mailboxId)
    if (starter) await queueMails(tx, [abandonedMail(services, starter, { ...petition, days })], now)
  })
}

export const startJobs: Job<never>[] = [
  {
    name: 'petitions.forget-old-drafts',
    schedule: '20 1 * * *',
    repeat: 'Deletes what is too old; a second time there is nothing left.',
    run: forgetOldDrafts,
  },
  {
    name: 'petitions.abandon-unsupported',
    schedule: '40 5 * * *',
    repeat: 'A petition is given up only from the state in which it waits; the mail goes with that change.',
    run: abandonUnsupported,
  },
]
