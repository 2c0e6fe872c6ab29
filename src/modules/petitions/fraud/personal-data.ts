import { sql } from 'kysely'
import type { PersonalData } from '#commons/people/data/personal-data.ts'
import { TRACE_DAYS } from './forget-traces.ts'

/** Where a signature came from. Erased with the signature's name (`petitions.signatures`), which also takes the way back to its person. */
export const tracesData: PersonalData = {
  name: 'petitions.traces',
  what: 'petitions.fraud.personal-data',
  why: 'petitions.fraud.personal-data.why',
  kept: { key: 'petitions.fraud.personal-data.long', args: { days: TRACE_DAYS } },
  erased: 'petitions.fraud.personal-data.erased',
  /** A keyed hash tells nobody anything, its person neither: only that there is one. */
  async export(ctx, mailboxId) {
    const { rows } = await sql`
      SELECT p.number AS petition, s.source_hash IS NOT NULL AS "sourceKept", s.domain_hash IS NOT NULL AS "domainKept"
      FROM petitions.signature s JOIN petitions.petition p ON p.id = s.petition_id
      WHERE s.mailbox_id = ${mailboxId} AND (s.source_hash IS NOT NULL OR s.domain_hash IS NOT NULL) ORDER BY s.confirmed_at`.execute(
      ctx.db,
    )
    return rows
  },
  async erase(tx, mailboxId) {
    await sql`
      UPDATE petitions.signature SET source_hash = NULL, domain_hash = NULL WHERE mailbox_id = ${mailboxId}`.execute(tx)
  },
}
