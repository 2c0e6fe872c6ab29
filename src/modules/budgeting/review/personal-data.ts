import { sql } from 'kysely'
import type { PersonalData } from '#commons/people/data/personal-data.ts'

/** What authors wrote against a refusal. The decision stays; erasing takes the words and the link. */
const appeals: PersonalData = {
  name: 'budgeting.appeals',
  what: 'budgeting.review.personal-data',
  why: 'budgeting.review.personal-data.why',
  kept: { key: 'budgeting.review.personal-data.long' },
  erased: 'budgeting.review.personal-data.erased',
  async export(ctx, mailboxId) {
    const { rows } = await sql<{ idea: number; text: string; at: Date }>`
      SELECT number AS idea, appeal_text AS text, appealed_at AS at FROM budgeting.idea WHERE appealed_by = ${mailboxId} ORDER BY number`.execute(
      ctx.db,
    )
    return rows
  },
  async erase(tx, mailboxId) {
    await sql`UPDATE budgeting.idea SET appeal_text = NULL, appeal_lang = NULL, appealed_by = NULL WHERE appealed_by = ${mailboxId}`.execute(
      tx,
    )
  },
}

export const personalData: PersonalData[] = [appeals]
