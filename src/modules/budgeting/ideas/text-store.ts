import { sql } from 'kysely'
import { searchColumns } from '#commons/search/search-words.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import { newId } from '#kernel/ids.ts'
import type { IdeaRow } from '../idea-store.ts'

/** The present text is kept as an earlier one, and another takes its place. */
export async function replaceText(
  tx: Tx,
  idea: IdeaRow,
  text: { markdown: string; html: string; salt: Buffer },
  now: Date,
): Promise<void> {
  await sql`
    INSERT INTO budgeting.idea_text (id, idea_id, text_markdown, text_html, text_salt, replaced_at)
    VALUES (${newId(now)}, ${idea.id}, ${idea.textMarkdown}, ${idea.textHtml}, ${idea.textSalt}, ${now})`.execute(tx)
  await sql`
    UPDATE budgeting.idea SET text_markdown = ${text.markdown}, text_html = ${text.html}, text_salt = ${text.salt}, text_since = ${now},
      search_text = ${searchColumns(idea.title, text.markdown).text}
    WHERE id = ${idea.id}`.execute(tx)
}

/** Texts that an idea had before, in order, each until when it stood. The last thirty: a page holds no more. */
export async function earlierTextsOf(db: Db, ideaId: string): Promise<{ html: string; replacedAt: Date }[]> {
  const { rows } = await sql<{ html: string; replacedAt: Date }>`
    SELECT text_html AS html, replaced_at AS "replacedAt" FROM (
      SELECT * FROM budgeting.idea_text WHERE idea_id = ${ideaId} ORDER BY replaced_at DESC, id DESC LIMIT 30) last
    ORDER BY replaced_at, id`.execute(db)
  return rows
}
