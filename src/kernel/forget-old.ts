import { sql } from 'kysely'
import { after } from '#kernel/clock.ts'
import type { Timer } from '#kernel/jobs/jobs.ts'
import { forgetSentMails } from '#kernel/mail/forget-sent.ts'
import { forgetOldWindows } from './http/limits.ts'

const KEY_HOURS = 48

/** Deletes what the kernel keeps only for a while: sent mails, keys of repeated requests, windows of limits. */
export const forgetOld: Timer = {
  name: 'kernel.forget-old',
  everySeconds: 600,
  async run(services) {
    const { db, clock } = services
    const now = clock.now()
    await forgetSentMails(services)
    await forgetOldWindows(db, now)
    await sql`DELETE FROM kernel.idempotency_key WHERE created_at < ${after(now, -KEY_HOURS * 3600)}`.execute(db)
  },
}
