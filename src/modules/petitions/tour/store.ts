import { sql } from 'kysely'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import type { Db } from '#kernel/database/database.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import { CASE } from '../answering/case.ts'

export interface Found {
  number: number
  slug: string
  title: string
  lang: Lang
}

const found = sql`p.number, p.slug, p.title, p.lang`

/** A petition that takes signatures, in Russian where there is one; the same one as long as it is open, so that steps meet. */
export async function openPetition(db: Db, today: PlainDay): Promise<Found | undefined> {
  const { rows } = await sql<Found>`
    SELECT ${found} FROM petitions.petition p WHERE p.state = 'open' AND p.closes_on >= ${today}::date
    ORDER BY p.lang = 'ru' DESC, p.number LIMIT 1`.execute(db)
  return rows[0]
}

export interface WaitingCase extends Found {
  caseId: string
  authority: string
}

/** A registered case of one of these authorities that is still in time; what is due first comes first. */
export async function waitingCase(db: Db, today: PlainDay, authorities: string[]): Promise<WaitingCase | undefined> {
  const { rows } = await sql<WaitingCase>`
    SELECT ${found}, c.id AS "caseId", o.slug AS authority
    FROM lifecycle.clock k JOIN petitions.case c ON c.id = CASE WHEN k.subject_kind = ${CASE} THEN k.subject_id::uuid END
    JOIN petitions.petition p ON p.id = c.petition_id JOIN organisations.organisation o ON o.id = c.organisation_id
    WHERE k.subject_kind = ${CASE} AND k.stopped_on IS NULL AND k.name = 'answer' AND k.due_on >= ${today}::date
      AND c.state = 'registered' AND o.slug = ANY(${authorities}::text[])
    ORDER BY k.due_on, k.id LIMIT 1`.execute(db)
  return rows[0]
}

export interface AnsweredCase extends Found {
  authority: string
}

/** The case that was answered last. */
export async function lastAnswered(db: Db): Promise<AnsweredCase | undefined> {
  const { rows } = await sql<AnsweredCase>`
    SELECT ${found}, o.slug AS authority FROM petitions.case c JOIN petitions.petition p ON p.id = c.petition_id
    JOIN organisations.organisation o ON o.id = c.organisation_id
    WHERE c.answered_at IS NOT NULL AND c.outcome <> 'redirected' ORDER BY c.answered_at DESC, c.id DESC LIMIT 1`.execute(
    db,
  )
  return rows[0]
}
