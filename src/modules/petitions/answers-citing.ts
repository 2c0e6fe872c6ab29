import { sql } from 'kysely'
import type { CitingTexts } from '#commons/citations/citing.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import { petitionPath, publicStates } from './petition.ts'

/** What authorities answered to petitions, in the words that stand there now: data that an answer rests on names it. */
export const answersCiting: CitingTexts = {
  kind: 'petitions.answer',
  label: 'petitions.cites.answer',
  async read(db, after, limit) {
    const { rows } = await sql<{
      id: string
      number: number
      slug: string
      title: string
      lang: Lang
      authority: string
      html: string
    }>`
      SELECT c.id, p.number, p.slug, p.title, p.lang, o.slug AS authority, a.text_html AS html
      FROM petitions.case_answer a JOIN petitions.case c ON c.id = a.case_id JOIN petitions.petition p ON p.id = c.petition_id
      JOIN organisations.organisation o ON o.id = c.organisation_id
      WHERE a.text_html LIKE '%/data%' AND p.state = ANY(${[...publicStates]}::text[]) AND (${after}::uuid IS NULL OR c.id > ${after}::uuid)
        AND NOT EXISTS (SELECT FROM petitions.case_answer newer WHERE newer.case_id = a.case_id AND newer.version > a.version)
      ORDER BY c.id LIMIT ${limit}`.execute(db)
    return rows.map(({ id, title, lang, html, authority, ...petition }) => ({
      key: id,
      title: { [lang]: title },
      path: `${petitionPath(petition)}#case-${authority}`,
      html,
    }))
  },
}
