import { sql } from 'kysely'
import type { Process } from '#commons/processes/process.ts'
import type { Db } from '#kernel/database/database.ts'
import type { IdeaEvent, IdeaRow } from './idea-store.ts'

type Named = Pick<IdeaRow, 'id' | 'number' | 'slug' | 'title' | 'lang'>
type NamedProcess = Pick<Process, 'id' | 'number' | 'slug' | 'title'>

/** What was hidden is not named any more, and nothing is while its process is not public. */
const shown = sql`i.state <> 'hidden' AND p.published_at IS NOT NULL AND p.rehearsal_of IS NULL`

/** Ideas that everybody may see, by number or by id. */
export async function ideasToName(db: Db, of: { number: number } | { ids: string[] }): Promise<Named[]> {
  const which = 'ids' in of ? sql`i.id::text = ANY(${of.ids})` : sql`i.number = ${of.number}`
  const { rows } = await sql<Named>`
    SELECT i.id, i.number, i.slug, i.title, i.lang FROM budgeting.idea i JOIN processes.process p ON p.id = i.process_id
    WHERE ${which} AND ${shown}`.execute(db)
  return rows
}

/** What happened to ideas after a moment, until another (included), oldest first. */
export async function ideaEventsBetween(db: Db, since: Date, until: Date): Promise<(IdeaEvent & { idea: Named })[]> {
  const { rows } = await sql<IdeaEvent & { idea: Named }>`
    SELECT e.kind, e.data, e.happened_at AS "happenedAt",
      jsonb_build_object('id', i.id, 'number', i.number, 'slug', i.slug, 'title', i.title, 'lang', i.lang) AS idea
    FROM budgeting.idea_event e JOIN budgeting.idea i ON i.id = e.idea_id JOIN processes.process p ON p.id = i.process_id
    WHERE e.happened_at > ${since} AND e.happened_at <= ${until} AND ${shown}
    ORDER BY e.happened_at, e.id`.execute(db)
  return rows
}

/** How many ideas were proposed in each process meanwhile, and when the last was. */
export async function newIdeasBetween(
  db: Db,
  since: Date,
  until: Date,
): Promise<{ process: NamedProcess; count: number; at: Date }[]> {
  const { rows } = await sql<{ process: NamedProcess; count: number; at: Date }>`
    SELECT jsonb_build_object('id', p.id, 'number', p.number, 'slug', p.slug, 'title', p.title) AS process, count(*) AS count,
      max(i.created_at) AS at
    FROM budgeting.idea i JOIN processes.process p ON p.id = i.process_id
    WHERE i.created_at > ${since} AND i.created_at <= ${until} AND ${shown}
    GROUP BY p.id`.execute(db)
  return rows
}
