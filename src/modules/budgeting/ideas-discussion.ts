import { sql } from 'kysely'
import type { Discussable, DiscussedSubject } from '#commons/discussion/discussable.ts'
import { type IdeaState, ideaPath } from './idea.ts'

/** States in which people still say what they think of an idea. */
const talkedAbout: readonly IdeaState[] = [
  'proposed',
  'review',
  'accepted',
  'refused',
  'appealed',
  'on-ballot',
  'to-answer',
  'taken-up',
  'not-taken-up',
]

/** Ideas of budgets, for as long as their process runs. What a moderator hid has no discussion in public, and a rehearsal has none. */
export const ideasDiscussion: Discussable = {
  kind: 'budgeting.idea',
  slug: 'ideas',
  async find(db, number) {
    const { rows } = await sql<
      Omit<DiscussedSubject, 'path' | 'open'> & { slug: string; state: IdeaState; running: boolean }
    >`
      SELECT i.id, i.number, i.title, i.lang, i.slug, i.state, i.place_key AS "placeKey", p.organisation_id AS "organisationId",
        p.state = 'running' AS running
      FROM budgeting.idea i JOIN processes.process p ON p.id = i.process_id
      WHERE i.number = ${number} AND i.hidden_reason IS NULL AND p.published_at IS NOT NULL AND p.rehearsal_of IS NULL`.execute(
      db,
    )
    const idea = rows[0]
    if (!idea) return null
    const { slug, state, running, ...subject } = idea
    return { ...subject, path: ideaPath({ number, slug }), open: running && talkedAbout.includes(state) }
  },
}
