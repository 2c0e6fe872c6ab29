import { sql } from 'kysely'
import type { ActSubject } from '#commons/audit/act-subjects.ts'
import { needPath } from './need.ts'
import { needsWhere } from './store.ts'

/** A need as the record of acts names it: by its words. */
export const needSubject: ActSubject = {
  kind: 'need',
  label: 'budgeting.needs.act-subject',
  async find(ctx, ids) {
    const numbers = ids.filter((id) => /^\d{1,9}$/.test(id)).map(Number)
    const found = await needsWhere(ctx.db, sql`n.number = ANY(${numbers}::bigint[]) AND n.hidden_reason IS NULL`)
    return new Map(found.map((need) => [String(need.number), { name: need.text, path: needPath(need) }]))
  },
}
