import { sql } from 'kysely'
import type { PersonalData } from '#commons/people/data/personal-data.ts'

/** Which news somebody wants, and what was sent. Gone with its person: the mailbox's id leads nowhere afterwards. */
export const noticesData: PersonalData = {
  name: 'notices.subscriptions',
  what: 'notices.personal-data',
  why: 'notices.personal-data.why',
  kept: { key: 'notices.personal-data.long' },
  erased: 'notices.personal-data.erased',
  async export(ctx, mailboxId) {
    const { rows } = await sql`
      SELECT subject_kind AS "subjectKind", origin, created_at AS "createdAt", ended_at AS "endedAt" FROM notices.subscription
      WHERE mailbox_id = ${mailboxId} ORDER BY created_at`.execute(ctx.db)
    const { rows: digests } = await sql`
      SELECT 'digest' AS "subjectKind", frequency, changed_at AS "changedAt" FROM notices.preference WHERE mailbox_id = ${mailboxId}`.execute(
      ctx.db,
    )
    return [...rows, ...digests]
  },
  async erase(tx, mailboxId) {
    await sql`
      DELETE FROM notices.follow_request r USING people.mailbox m
      WHERE m.id = ${mailboxId} AND lower(r.email) = lower(m.address)`.execute(tx)
    await sql`DELETE FROM notices.subscription WHERE mailbox_id = ${mailboxId}`.execute(tx)
    await sql`DELETE FROM notices.preference WHERE mailbox_id = ${mailboxId}`.execute(tx)
    await sql`DELETE FROM notices.digest WHERE mailbox_id = ${mailboxId}`.execute(tx)
    await sql`DELETE FROM notices.sent WHERE mailbox_id = ${mailboxId}`.execute(tx)
    await sql`DELETE FROM notices.told WHERE mailbox_id = ${mailboxId}`.execute(tx)
  },
}
