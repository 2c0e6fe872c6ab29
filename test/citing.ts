import { sql } from 'kysely'
import { gatherCitations } from '#commons/citations/gather-citations.ts'
import { markdownToHtml } from '#kernel/text/markdown.ts'
import type { TestApp } from './app.ts'
import { authorityId } from './people.ts'

/** As if a petition asked for something in these words; then texts are read for links. */
export async function petitionSays(app: TestApp, number: number, markdown: string): Promise<void> {
  await sql`UPDATE petitions.petition SET why_html = ${markdownToHtml(markdown)} WHERE number = ${number}`.execute(
    app.services.db,
  )
  await gatherCitations(app.services)
}

/** The same of an idea for a budget. */
export async function ideaSays(app: TestApp, number: number, markdown: string): Promise<void> {
  await sql`UPDATE budgeting.idea SET text_html = ${markdownToHtml(markdown)} WHERE number = ${number}`.execute(
    app.services.db,
  )
  await gatherCitations(app.services)
}

/** Whether a petition is public, as a moderator decides. */
export async function petitionStands(app: TestApp, number: number, isPublic: boolean): Promise<void> {
  await sql`UPDATE petitions.petition SET state = ${isPublic ? 'open' : 'returned'} WHERE number = ${number}`.execute(
    app.services.db,
  )
  await gatherCitations(app.services)
}

/** As if an authority answered a petition in these words, after what it said before; then texts are read for links. */
export async function authorityAnswers(app: TestApp, number: number, markdown: string): Promise<void> {
  const organisationId = await authorityId(app, 'primaria-balti')
  const now = app.clock.now()
  await sql`
    INSERT INTO petitions.case (id, petition_id, organisation_id, state, created_at)
    SELECT gen_random_uuid(), p.id, ${organisationId}, 'registered', ${now} FROM petitions.petition p
    WHERE p.number = ${number} AND NOT EXISTS (SELECT FROM petitions.case c WHERE c.petition_id = p.id AND c.organisation_id = ${organisationId})`.execute(
    app.services.db,
  )
  await sql`
    INSERT INTO petitions.case_answer (id, case_id, version, outcome, lang, text_markdown, text_html, way, correction, answered_at)
    SELECT gen_random_uuid(), c.id, n.before + 1, 'satisfied', 'ro', ${markdown}, ${markdownToHtml(markdown)}, 'officer',
      CASE WHEN n.before > 0 THEN 'Altfel spus' END, ${now}
    FROM petitions.case c JOIN petitions.petition p ON p.id = c.petition_id
    CROSS JOIN LATERAL (SELECT count(*) AS before FROM petitions.case_answer a WHERE a.case_id = c.id) n
    WHERE p.number = ${number} AND c.organisation_id = ${organisationId}`.execute(app.services.db)
  await gatherCitations(app.services)
}

/** As if an institution had made the outcome of a request public in these words. */
export async function outcomeSays(app: TestApp, number: number, markdown: string): Promise<void> {
  await sql`
    UPDATE open_data.request_publication SET answer = ${markdown}
    WHERE request_id = (SELECT id FROM open_data.data_request WHERE number = ${number})`.execute(app.services.db)
  await gatherCitations(app.services)
}
