import { sql } from 'kysely'
import type { ActSubject } from '#commons/audit/act-subjects.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { type Process, processPath } from './process.ts'
import { processesWhere } from './store.ts'

/** A process as the record of acts names it: by its title; a draft has no page that others may open. */
export const processSubject: ActSubject = {
  kind: 'process',
  label: 'processes.act-subject',
  async find(ctx, ids) {
    const numbers = ids.filter((id) => /^\d{1,9}$/.test(id)).map(Number)
    const found = await processesWhere(ctx.db, sql`p.number = ANY(${numbers}::bigint[])`)
    const named = ({ number, slug, title, publishedAt }: Process) => ({
      name: inLang(title, ctx.lang),
      path: publishedAt ? processPath({ number, slug }) : null,
    })
    return new Map(found.map((process) => [String(process.number), named(process)]))
  },
}
