import { sql } from 'kysely'
import type { CitingTexts } from '#commons/citations/citing.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import { markdownToHtml } from '#kernel/text/markdown.ts'

/** Outcomes of requests that institutions made public, in their words. */
export const outcomesCiting: CitingTexts = {
  kind: 'open-data.request',
  label: 'open-data.requests.cites.kind',
  async read(db, after, limit) {
    const { rows } = await sql<{ number: number; title: string; lang: Lang; answer: string }>`
      SELECT r.number, p.title, p.lang, p.answer
      FROM open_data.request_publication p JOIN open_data.data_request r ON r.id = p.request_id
      WHERE p.answer LIKE '%/data%' AND r.number > ${Number(after ?? 0)} ORDER BY r.number LIMIT ${limit}`.execute(db)
    return rows.map(({ number, title, lang, answer }) => ({
      key: String(number),
      title: { [lang]: title },
      path: `/data/requests/${number}`,
      html: markdownToHtml(answer),
    }))
  },
}
