import { sql } from 'kysely'
import type { ActSubject } from '#commons/audit/act-subjects.ts'
import { wishesWhere } from './store.ts'
import { WISH, wishPath } from './wish.ts'

/** A wish as the record of acts names it; of a hidden one nobody repeats the words. */
export const wishSubject: ActSubject = {
  kind: WISH,
  label: 'open-data.wishes.act-subject',
  async find(ctx, ids) {
    const numbers = ids.filter((id) => /^\d{1,9}$/.test(id)).map(Number)
    const found = await wishesWhere(ctx.db, sql`w.number = ANY(${numbers}::bigint[]) AND w.hidden_reason IS NULL`)
    return new Map(found.map((wish) => [String(wish.number), { name: wish.title, path: wishPath(wish) }]))
  },
}
