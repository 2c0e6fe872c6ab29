import { sql } from 'kysely'
import { after } from '#kernel/clock.ts'
import type { Services } from '#kernel/http/context.ts'

/** How long after the decision the words of readers' reports are kept: as long as somebody may ask why it was made. */
export const REPORT_DAYS = 90

/** Deletes what readers wrote when they reported something: it may name people. That there was a report, and its reason, stays. */
export async function forgetReports({ db, clock }: Pick<Services, 'db' | 'clock'>): Promise<void> {
  await sql`
    UPDATE petitions.flag f SET text = NULL FROM petitions.moderation_item i
    WHERE i.id = f.item_id AND f.text IS NOT NULL AND i.closed_at < ${after(clock.now(), -REPORT_DAYS * 86_400)}`.execute(
    db,
  )
}
