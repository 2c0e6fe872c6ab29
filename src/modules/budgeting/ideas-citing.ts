import { sql } from 'kysely'
import type { CitingTexts } from '#commons/citations/citing.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import { ideaPath } from './idea.ts'

/** Ideas of budgets, in which people cite data; not those of rehearsals, and not what a moderator hid. */
export const ideasCiting: CitingTexts = {
  kind: 'budgeting.idea',
  label: 'budgeting.cites.kind',
  async read(db, after, limit) {
    const { rows } = await sql<{ number: number; slug: string; title: string; lang: Lang; html: string }>`
      SELECT i.number, i.slug, i.title, i.lang, i.text_html AS html
      FROM budgeting.idea i JOIN processes.process p ON p.id = i.process_id
      WHERE i.text_html LIKE '%/data%' AND i.hidden_reason IS NULL AND p.published_at IS NOT NULL AND p.rehearsal_of IS NULL
        AND i.number > ${Number(after ?? 0)}
      ORDER BY i.number LIMIT ${limit}`.execute(db)
    return rows.map(({ title, lang, html, ...idea }) => ({
      key: String(idea.number),
      title: { [lang]: title },
      path: ideaPath(idea),
      html,
    }))
  },
}
