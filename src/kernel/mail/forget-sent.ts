import { sql } from 'kysely'
import { after } from '#kernel/clock.ts'
import type { Services } from '#kernel/http/context.ts'

/** Sent mails hold names, addresses and links; after this they have no purpose left. */
export const SENT_MAIL_DAYS = 30

/** Deletes mails that left, or were given up, longer ago than that. Safe to repeat. */
export async function forgetSentMails({ db, clock }: Pick<Services, 'db' | 'clock'>): Promise<void> {
  const before = after(clock.now(), -SENT_MAIL_DAYS * 86_400)
  await sql`DELETE FROM kernel.mail WHERE sent_at < ${before} OR failed_at < ${before}`.execute(db)
}
