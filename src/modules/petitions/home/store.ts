import { sql } from 'kysely'
import type { Db } from '#kernel/database/database.ts'
import type { Lang, Localised } from '#kernel/i18n/lang.ts'

export interface Satisfied {
  number: number
  slug: string
  lang: Lang
  title: string
  authority: Localised
  /** Calendar days from registration to answer; null when nobody registered it. */
  days: number | null
  /** The authority said that what it promised is done. */
  done: boolean
}

/** Cases that an authority answered with "satisfied", the newest answer first; none of a petition that was taken down. */
export async function satisfiedLately(db: Db, limit: number, timeZone: string): Promise<Satisfied[]> {
  const { rows } = await sql<Satisfied>`
    SELECT p.number, p.slug, p.lang, p.title, o.name AS authority, c.finished_at IS NOT NULL AS done,
      (c.answered_at AT TIME ZONE ${timeZone})::date - (c.registered_at AT TIME ZONE ${timeZone})::date AS days
    FROM petitions.case c JOIN petitions.petition p ON p.id = c.petition_id
    JOIN organisations.organisation o ON o.id = c.organisation_id
    WHERE c.outcome = 'satisfied' AND p.state IN ('open', 'closed', 'archived')
    ORDER BY c.answered_at DESC, c.id DESC LIMIT ${limit}`.execute(db)
  return rows
}
