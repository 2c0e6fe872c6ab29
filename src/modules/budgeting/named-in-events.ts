import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Lang, Localised } from '#kernel/i18n/lang.ts'
import { MASK } from './ideas/hiding-store.ts'
import { type Names, namesOfIdea, titleInAll } from './names.ts'

/**
 * What projects that an event names are called now. An event keeps their numbers: a copy of a title would stay there when the words of its idea are
 * hidden later, and would be in one language. Events of before have such copies, by which their projects are found here.
 *
 * @param said number of a project, or the title that was its idea's, by the argument of the message
 */
export async function projectsNamed(
  db: Db | Tx,
  processId: string,
  said: Record<string, unknown>,
): Promise<Record<string, Localised>> {
  const asked = Object.entries(said).filter(([, one]) => one !== undefined)
  if (asked.length === 0) return {}
  const numbers = asked.flatMap(([, one]) => (typeof one === 'number' ? [one] : []))
  const titles = asked.flatMap(([, one]) => (typeof one === 'string' ? [one] : []))
  const { rows } = await sql<{ number: number; title: string; lang: Lang; names: Names; was: string }>`
    SELECT p.number, p.title, p.lang, ${namesOfIdea} AS names, i.title AS was
    FROM budgeting.project p JOIN budgeting.idea i ON i.id = p.idea_id
    WHERE p.process_id = ${processId} AND (p.number = ANY(${numbers}::int[]) OR i.title = ANY(${titles}::text[]))`.execute(
    db,
  )
  return Object.fromEntries(
    asked.map(([argument, one]) => {
      const project = rows.find(({ number, was }) => one === number || one === was)
      return [argument, project ? titleInAll(project) : { ro: MASK }]
    }),
  )
}
