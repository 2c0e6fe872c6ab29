import { sql } from 'kysely'
import type { Db } from '#kernel/database/database.ts'
import type { Cursor } from '#kernel/http/cursor.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import type { CommentState, FlagReason } from './comment.ts'

export interface WaitingComment {
  id: string
  subjectKind: string
  subjectNumber: number
  placeKey: string
  state: CommentState
  lang: Lang
  markdown: string | null
  waitingSince: Date
  flags: number
}

/** What waits for a moderator of some places, oldest first. */
export async function waitingComments(
  db: Db,
  places: string[],
  after: Cursor | null,
  limit: number,
): Promise<WaitingComment[]> {
  const { rows } = await sql<WaitingComment>`
    SELECT c.id, c.subject_kind AS "subjectKind", c.subject_number AS "subjectNumber", c.place_key AS "placeKey", c.state, c.lang,
      c.text_markdown AS markdown, c.waiting_since AS "waitingSince",
      (SELECT count(*) FROM discussion.flag f WHERE f.comment_id = c.id) AS flags
    FROM discussion.comment c
    WHERE c.waiting_since IS NOT NULL AND c.place_key = ANY(${places}::text[])
      AND (${after?.at ?? null}::timestamptz IS NULL OR (c.waiting_since, c.id) > (${after?.at ?? null}, ${after?.id ?? null}::uuid))
    ORDER BY c.waiting_since, c.id LIMIT ${limit}`.execute(db)
  return rows
}

export async function countWaiting(db: Db, places: string[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) AS count FROM discussion.comment WHERE waiting_since IS NOT NULL AND place_key = ANY(${places}::text[])`.execute(
    db,
  )
  return rows[0]?.count ?? 0
}

/** What a comment was reported for. */
export async function flagsOf(db: Db, commentId: string): Promise<{ reason: FlagReason; count: number }[]> {
  const { rows } = await sql<{ reason: FlagReason; count: number }>`
    SELECT reason, count(*) AS count FROM discussion.flag WHERE comment_id = ${commentId} GROUP BY reason ORDER BY reason`.execute(
    db,
  )
  return rows
}
