import { sql } from 'kysely'
import type { ActSubject } from '#commons/audit/act-subjects.ts'
import { ideaPath } from '../idea.ts'
import { ideasWhere } from '../idea-store.ts'

/** An idea as the record of acts names it: by its title. */
export const ideaSubject: ActSubject = {
  kind: 'idea',
  label: 'budgeting.review.act-subject',
  async find(ctx, ids) {
    const numbers = ids.filter((id) => /^\d{1,9}$/.test(id)).map(Number)
    const found = await ideasWhere(ctx.db, sql`i.number = ANY(${numbers}::bigint[]) AND i.hidden_reason IS NULL`)
    return new Map(found.map((idea) => [String(idea.number), { name: idea.title, path: ideaPath(idea) }]))
  },
}
