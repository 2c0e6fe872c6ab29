import { sql } from 'kysely'
import type { PersonalData } from '#commons/people/data/personal-data.ts'
import { REQUEST_DAYS } from './support/request-support.ts'

const draftsData: PersonalData = {
  name: 'petitions.drafts',
  what: 'petitions.start.personal-data.draft',
  why: 'petitions.start.personal-data.draft.why',
  kept: { key: 'petitions.start.personal-data.draft.long' },
  erased: 'petitions.start.personal-data.erased',
  async export(ctx, _mailboxId, accountId) {
    const { rows } = await sql`
      SELECT answers, created_at AS "createdAt", saved_at AS "savedAt",
        (SELECT coalesce(jsonb_agg(jsonb_build_object('name', f.name, 'description', f.description)), '[]')
          FROM petitions.draft_document f WHERE f.draft_id = d.id) AS documents
      FROM petitions.draft d WHERE account_id = ${accountId} AND petition_id IS NULL ORDER BY created_at`.execute(
      ctx.db,
    )
    return rows
  },
  async erase(tx, _mailboxId, accountId) {
    await sql`DELETE FROM petitions.draft WHERE account_id = ${accountId}`.execute(tx)
  },
}

/** Support of petitions that are not public yet; afterwards it is a signature, with a signature's rules. */
const supportData: PersonalData = {
  name: 'petitions.support',
  what: 'petitions.start.personal-data.support',
  why: 'petitions.start.personal-data.support.why',
  kept: { key: 'petitions.start.personal-data.support.long', args: { days: REQUEST_DAYS } },
  erased: 'petitions.start.personal-data.erased',
  async export(ctx, mailboxId) {
    const { rows } = await sql`
      SELECT p.number AS petition, p.title, s.name, s.show_name AS "showName", s.wants_news AS "wantsNews", s.place_key AS "placeKey",
        s.supported_at AS "supportedAt"
      FROM petitions.supporter s JOIN petitions.petition p ON p.id = s.petition_id
      WHERE s.mailbox_id = ${mailboxId} ORDER BY s.supported_at`.execute(ctx.db)
    return rows
  },
  async erase(tx, mailboxId) {
    await sql`
      UPDATE petitions.support_link l SET outcome = 'withdrawn', supporter_id = NULL FROM petitions.supporter s
      WHERE s.petition_id = l.petition_id AND s.id = l.supporter_id AND s.mailbox_id = ${mailboxId}`.execute(tx)
    await sql`DELETE FROM petitions.supporter WHERE mailbox_id = ${mailboxId}`.execute(tx)
    await sql`
      DELETE FROM petitions.support_request r USING people.mailbox m
      WHERE m.id = ${mailboxId} AND lower(r.email) = lower(m.address)`.execute(tx)
  },
}

export const startData: PersonalData[] = [draftsData, supportData]
