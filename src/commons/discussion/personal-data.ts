import { sql } from 'kysely'
import type { PersonalData } from '#commons/people/data/personal-data.ts'
import type { Tx } from '#kernel/database/database.ts'
import { removeText } from './own-comment.ts'

const commentsData: PersonalData = {
  name: 'discussion.comments',
  what: 'discussion.personal-data.comments',
  why: 'discussion.personal-data.comments.why',
  kept: { key: 'discussion.personal-data.comments.long' },
  erased: 'discussion.personal-data.comments.erased',
  async export(ctx, mailboxId) {
    const { rows } = await sql`
      SELECT subject_kind AS subject, subject_number AS number, stance, state, text_markdown AS text, author_name AS "shownName",
        created_at AS "writtenAt", edited_at AS "editedAt", hidden_reason AS "hiddenReason", parent_id IS NOT NULL AS "isAnswer"
      FROM discussion.comment WHERE author_mailbox_id = ${mailboxId} ORDER BY id`.execute(ctx.db)
    return rows
  },
  erase: eraseComments,
}

const usefulData: PersonalData = {
  name: 'discussion.useful',
  what: 'discussion.personal-data.useful',
  why: 'discussion.personal-data.useful.why',
  kept: { key: 'discussion.personal-data.comments.long' },
  erased: 'discussion.personal-data.useful.erased',
  async export(ctx, mailboxId) {
    const { rows } = await sql`
      SELECT c.subject_kind AS subject, c.subject_number AS number, u.marked_at AS "markedAt"
      FROM discussion.useful u JOIN discussion.comment c ON c.id = u.comment_id WHERE u.mailbox_id = ${mailboxId} ORDER BY u.marked_at`.execute(
      ctx.db,
    )
    return rows
  },
  async erase(tx, mailboxId) {
    await sql`
      WITH gone AS (DELETE FROM discussion.useful WHERE mailbox_id = ${mailboxId} RETURNING comment_id)
      UPDATE discussion.comment c SET useful = c.useful - 1 FROM gone WHERE gone.comment_id = c.id`.execute(tx)
  },
}

export const personalData: PersonalData[] = [commentsData, usefulData]

/** What others answered keeps its place, without text or name. What an official said for the authority stays the authority's. */
async function eraseComments(tx: Tx, mailboxId: string): Promise<void> {
  await sql`
    UPDATE discussion.comment SET author_mailbox_id = NULL, author_name = NULL
    WHERE author_mailbox_id = ${mailboxId} AND authority_id IS NOT NULL`.execute(tx)
  // Answers first: a comment that only its own author answered goes wholly.
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM discussion.comment WHERE author_mailbox_id = ${mailboxId} ORDER BY parent_id IS NULL, id`.execute(tx)
  for (const { id } of rows) await removeText(tx, id)
}
