import Type from 'typebox'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { type Authority, authoritiesById } from '#commons/organisations/authorities.ts'
import type { Context } from '#kernel/http/context.ts'
import type { Localised } from '#kernel/i18n/lang.ts'
import type { HoldingState } from './holding.ts'
import { countHoldings } from './store.ts'

export const InventoryCounts = Type.Object(
  { published: Type.Integer(), planned: Type.Integer(), overdue: Type.Integer(), closed: Type.Integer() },
  { description: 'Of what an institution holds: open, promised for a day, promised and overdue, not open' },
)
export type InventoryCounts = Type.Static<typeof InventoryCounts>

export function countsOf(counted: { state: HoldingState; count: number }[]): InventoryCounts {
  const of = (state: HoldingState) => counted.find((one) => one.state === state)?.count ?? 0
  return { published: of('published'), planned: of('planned'), overdue: of('overdue'), closed: of('closed') }
}

/** Of those that keep an inventory with something in it. @param only of one institution */
export async function countsByInstitution(
  ctx: Context,
  only?: Pick<Authority, 'id' | 'slug' | 'name'>,
): Promise<{ slug: string; name: Localised; counts: InventoryCounts }[]> {
  const counted = await countHoldings(ctx.db, dayOf(ctx.now, ctx.timeZone), only ? [only.id] : null)
  const byId = Map.groupBy(counted, ({ organisationId }) => organisationId)
  const authorities = only ? [only] : await authoritiesById(ctx.db, [...byId.keys()])
  return authorities.flatMap(({ id, slug, name }) => {
    const its = byId.get(id)
    return its ? [{ slug, name, counts: countsOf(its) }] : []
  })
}
