import { sql } from 'kysely'
import type { PersonalData } from '#commons/people/data/personal-data.ts'
import type { Db } from '#kernel/database/database.ts'
import type { Localised } from '#kernel/i18n/lang.ts'

export interface ReadingShown {
  readAt: Date
  /** For which authority; null when it was the house's own moderation or administration. */
  organisation: Localised | null
  purpose: string
  subjectKind: string
}

/** Who looked at a person's data, the newest first. Officials are named by their office, not by their name. */
export async function readingsOf(db: Db, mailboxId: string, limit: number): Promise<ReadingShown[]> {
  const { rows } = await sql<ReadingShown>`
    SELECT r.read_at AS "readAt", o.name AS organisation, r.purpose, r.subject_kind AS "subjectKind"
    FROM audit.reading r LEFT JOIN organisations.organisation o ON o.id = r.organisation_id
    WHERE r.mailbox_id = ${mailboxId} ORDER BY r.read_at DESC, r.id DESC LIMIT ${limit}`.execute(db)
  return rows
}

/** The record holds ids only and cannot be changed; once the mailbox is erased it is about nobody. */
export const readingsData: PersonalData = {
  name: 'audit.readings',
  what: 'people.data.readings',
  why: 'people.data.readings.why',
  kept: { key: 'people.data.readings.long' },
  erased: 'people.data.readings.erased',
  export: (ctx, mailboxId) => readingsOf(ctx.db, mailboxId, 10_000),
  erase: async () => {},
}
