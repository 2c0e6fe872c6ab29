import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { type Phase, takesActs } from '#commons/processes/process.ts'
import { findPublicPhase } from '#commons/processes/store.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Context } from '#kernel/http/context.ts'
import type { NeedItem, NeedLink } from './replies.ts'
import type { NeedRow } from './store.ts'

export const METHOD = 'budgeting.needs'

/** A public process that gathers needs, with its phase. @throws NotFound */
export const needsOf = (db: Db | Tx, number: number) => findPublicPhase(db, number, METHOD)

/** Whether needs are named and ranked now. */
export const takesNeeds = (ctx: Context, phase: Phase): boolean => takesActs(phase, dayOf(ctx.now, ctx.timeZone))

/** How links name a need. The words of a hidden one are nobody's to read. */
export function needLink(ctx: Context, { number, slug, text, lang, hiddenReason }: NeedRow): NeedLink {
  return hiddenReason === null
    ? { number, slug, text, lang }
    : { number, slug, text: ctx.translate(ctx.lang)('budgeting.needs.hidden.title', { number }), lang: ctx.lang }
}

export function needItem(ctx: Context, need: NeedRow): NeedItem {
  const { category, points, people, compared, score } = need
  return {
    ...needLink(ctx, need),
    category,
    points,
    people,
    compared,
    score,
    place: ctx.places.name(need.placeKey, ctx.lang),
  }
}
