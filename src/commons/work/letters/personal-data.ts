import { sql } from 'kysely'
import type { PersonalData } from '#commons/people/data/personal-data.ts'

/** How much waited for an official, by day. */
export const waitedData: PersonalData = {
  name: 'work.waited',
  what: 'work.letters.personal-data',
  why: 'work.letters.personal-data.why',
  kept: { key: 'work.letters.personal-data.kept' },
  erased: 'work.letters.personal-data.erased',
  async export(ctx, mailboxId) {
    const { rows } = await sql`
      SELECT day, path, count, overdue FROM work.waited WHERE mailbox_id = ${mailboxId} ORDER BY day, path`.execute(
      ctx.db,
    )
    return rows
  },
  async erase(tx, mailboxId) {
    await sql`DELETE FROM work.waited WHERE mailbox_id = ${mailboxId}`.execute(tx)
  },
}
