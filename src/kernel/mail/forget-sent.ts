import { sql } from 'kysely'
import { after } from '#kernel/clock.ts'
import type { Services } from '#kernel/http/context.ts'

/** Sent mails hold names, addresses and links; after this they have no purpose left. */
export const SENT_MAIL_DAYS = 30

/** A demo mails all day and shows only the newest. */
const DEMO_KEEPS = 200

/** Deletes mails that left, or were given up, longer ago than that; in a demo all but the last. Safe to repeat. */
export async function forgetSentMails({
  db,
  clock,
  demo,
}: Pick<Services, 'db' | 'clock'> & { demo?: boolean }): Promise<void> {
  const before = after(clock.now(), -SENT_MAIL_DAYS * 86_400)
  await sql`DELETE FROM kernel.mail WHERE sent_at < ${before} OR failed_at < ${before}`.execute(db)
  if (demo)
    await sql`
      DELETE FROM kernel.mail WHERE sent_at IS NOT NULL
        AND id NOT IN (SELECT id FROM kernel.mail ORDER BY created_at DESC, id DESC LIMIT ${DEMO_KEEPS})`.execute(db)
}
