import { sql } from 'kysely'
import { gatherCitations } from '#commons/citations/gather-citations.ts'
import { markdownToHtml } from '#kernel/text/markdown.ts'
import type { TestApp } from './app.ts'

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
