import { sql } from 'kysely'
import Type from 'typebox'
import type { Process } from '#commons/processes/process.ts'
import { processesWhere } from '#commons/processes/store.ts'
import type { Context } from '#kernel/http/context.ts'
import { nullable } from '#kernel/http/nullable.ts'
import { inLang } from '#kernel/i18n/lang.ts'

/** As replies name a process. */
export const ProcessRef = Type.Object({
  number: Type.Integer(),
  slug: Type.String(),
  title: Type.String(),
  rehearsal: Type.Boolean({ description: 'A copy with synthetic people: nothing of it is what people did' }),
  again: nullable(Type.Integer({ description: 'Number of the process whose annulled vote is held again in this one' })),
  cancelled: nullable(Type.String({ description: 'Why the process was given up; null where it was not' })),
})

/** Beside `process` in replies that said it before the process did: programs read it there. */
export const CancelledToo = nullable(
  Type.String({ description: 'The same as `process.cancelled`: why the process was given up; null where it was not' }),
)

/** How replies name a process, in the reader's language. */
export function processRef(ctx: Context, { number, slug, title, rehearsal, againOf, endReason }: Process) {
  const named = { number, slug, title: inLang(title, ctx.lang) }
  return { ...named, rehearsal: rehearsal !== null, again: againOf, cancelled: endReason }
}

/** How replies name the processes of ideas or needs, by the id of the process. */
export async function processRefsOf(ctx: Context, rows: { processId: string }[]) {
  const ids = [...new Set(rows.map(({ processId }) => processId))]
  const processes = await processesWhere(ctx.db, sql`p.id = ANY(${ids}::uuid[])`)
  return new Map(processes.map((process) => [process.id, processRef(ctx, process)]))
}
