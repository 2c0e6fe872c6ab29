import { sql } from 'kysely'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { after } from '#kernel/clock.ts'
import { transact } from '#kernel/database/transact.ts'
import { eachApart } from '#kernel/each-apart.ts'
import type { Services } from '#kernel/http/context.ts'
import type { Job } from '#kernel/jobs/jobs.ts'
import { abandonReturned, abandonUnsupported } from './abandon-waiting.ts'
import { forgetSupporters } from './mine/close-petition.ts'
import { draftDays } from './settings.ts'

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
  await eachApart(rows, ({ id }) => transact(services.db, (tx) => forgetSupporters({ tx }, id)))
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
  {
    name: 'petitions.abandon-returned',
    schedule: '50 5 * * *',
    repeat: 'A petition is given up only from the state in which it waits; the mail goes with that change.',
    run: abandonReturned,
  },
]
