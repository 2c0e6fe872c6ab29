import { sql } from 'kysely'
import type { Db } from '#kernel/database/database.ts'

export interface Questions {
  asked: number
  answered: number
}

/**
 * How many questions of each subject's discussion ask for an answer, and how many the authority has answered; by the id of the subject. Who
 * has no question is not there.
 *
 * @param waitedSince questions that came later and have no answer yet are not counted
 */
export async function questionsOf(db: Db, subjectIds: string[], waitedSince: Date): Promise<Map<string, Questions>> {
  const { rows } = await sql<Questions & { subjectId: string }>`
    SELECT q.subject_id AS "subjectId", count(*) FILTER (WHERE q.answered OR q.created_at <= ${waitedSince}) AS asked,
      count(*) FILTER (WHERE q.answered) AS answered
    FROM (
      SELECT c.subject_id, c.created_at, EXISTS (
        SELECT FROM discussion.comment a WHERE a.parent_id = c.id AND a.state = 'shown' AND a.authority_id IS NOT NULL) AS answered
      FROM discussion.comment c WHERE c.subject_id = ANY(${subjectIds}::uuid[]) AND c.stance = 'question' AND c.state = 'shown') q
    GROUP BY q.subject_id`.execute(db)
  return new Map(rows.map(({ subjectId, asked, answered }) => [subjectId, { asked, answered }]))
}
