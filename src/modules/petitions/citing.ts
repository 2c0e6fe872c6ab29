import { sql } from 'kysely'
import type { CitingTexts } from '#commons/citations/citing.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import { petitionPath, publicStates } from './petition.ts'

/** What petitions ask for, in which they cite data. */
export const petitionsCiting: CitingTexts = {
  kind: 'petitions.petition',
  label: 'petitions.cites.kind',
  async read(db, after, limit) {
    const { rows } = await sql<{ number: number; slug: string; title: string; lang: Lang; html: string }>`
      SELECT number, slug, title, lang, why_html AS html FROM petitions.petition
      WHERE why_html LIKE '%/data%' AND state = ANY(${[...publicStates]}::text[]) AND number > ${Number(after ?? 0)}
      ORDER BY number LIMIT ${limit}`.execute(db)
    return rows.map(({ title, lang, html, ...petition }) => ({
      key: String(petition.number),
      title: { [lang]: title },
      path: petitionPath(petition),
      html,
    }))
  },
}
