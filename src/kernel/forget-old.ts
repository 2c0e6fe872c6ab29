import { sql } from 'kysely'
import { after } from '#kernel/clock.ts'
import type { Timer } from '#kernel/jobs/jobs.ts'
import { forgetOldWindows } from './http/limits.ts'

const KEY_HOURS = 48
/** Long enough to look into a complaint about a mail; the outbox holds names, addresses and links. */
const MAIL_DAYS = 7

/** Deletes what the kernel keeps only for a while: sent mails, keys of repeated requests, windows of limits. */
export const forgetOld: Timer = {
  name: 'kernel.forget-old',
  everySeconds: 600,
  async run({ db, clock }) {
    const now = clock.now()
    await forgetOldWindows(db, now)
    await sql`DELETE FROM kernel.idempotency_key WHERE created_at < ${after(now, -KEY_HOURS * 3600)}`.execute(db)
    const until = after(now, -MAIL_DAYS * 86_400)
    await sql`DELETE FROM kernel.mail WHERE sent_at < ${until}`.execute(db)
    await sql`DELETE FROM kernel.mail WHERE failed_at < ${until}`.execute(db)
  },
}
