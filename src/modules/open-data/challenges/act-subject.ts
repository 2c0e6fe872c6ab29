import { sql } from 'kysely'
import type { ActSubject } from '#commons/audit/act-subjects.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { CHALLENGE } from './challenge.ts'
import { challengesWhere } from './store.ts'

/** A challenge as the record of acts names it; a draft has no page that others may open. */
export const challengeSubject: ActSubject = {
  kind: CHALLENGE,
  label: 'open-data.challenges.act-subject',
  async find(ctx, ids) {
    const numbers = ids.filter((id) => /^\d{1,9}$/.test(id)).map(Number)
    const found = await challengesWhere(ctx.db, sql`c.number = ANY(${numbers}::bigint[])`)
    return new Map(
      found.map(({ number, title, publishedAt }) => [
        String(number),
        { name: inLang(title, ctx.lang), path: publishedAt ? `/data/challenges/${number}` : null },
      ]),
    )
  },
}
