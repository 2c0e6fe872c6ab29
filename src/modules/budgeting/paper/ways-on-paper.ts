import type { Process } from '#commons/processes/process.ts'
import type { Context } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import type { Text } from '#kernel/i18n/translator.ts'
import { countersOf } from './counters-store.ts'
import type { OfferedWay } from './replies.ts'
import { runsOf } from './store.ts'

/**
 * How one votes on paper, as the authority said it; where it said nothing and ballots were printed, at the authority. Nothing where there is
 * no paper.
 */
export async function waysOnPaper(ctx: Context, process: Process): Promise<OfferedWay[]> {
  const [said, runs] = await Promise.all([countersOf(ctx.db, process.id), runsOf(ctx.db, process.id)])
  if (!said && runs.length === 0) return []
  const authority = inLang(process.organisation.name, ctx.lang)
  const home = said ? said.home && inLang(said.home, ctx.lang) : authority
  return [
    { way: 'counter', where: said ? inLang(said.counters, ctx.lang) : authority },
    { way: 'assisted', where: '' },
    ...(home ? [{ way: 'home' as const, where: home }] : []),
  ]
}

export function wayInWords({ way, where }: OfferedWay): Text {
  return { key: `budgeting.paper.offered.${way}`, args: { where } }
}
