import { sql } from 'kysely'
import type { Db } from '#kernel/database/database.ts'

/**
 * How many questions of a subject's discussion ask for an answer, and how many the authority has answered.
 *
 * @param waitedSince questions that came later and have no answer yet are not counted
 */
export async function questionsOf(
  db: Db,
  subjectId: string,
  waitedSince: Date,
): Promise<{ asked: number; answered: number }> {
  const { rows } = await sql<{ asked: number; answered: number }>`
    SELECT count(*) FILTER (WHERE q.answered OR q.created_at <= ${waitedSince}) AS asked, count(*) FILTER (WHERE q.answered) AS answered
    FROM (
      SELECT c.created_at, EXISTS (
        SELECT FROM discussion.comment a WHERE a.parent_id = c.id AND a.state = 'shown' AND a.authority_id IS NOT NULL) AS answered
      FROM discussion.comment c WHERE c.subject_id = ${subjectId} AND c.stance = 'question' AND c.state = 'shown') q`.execute(
    db,
  )
  return rows[0] as { asked: number; answered: number }
}
