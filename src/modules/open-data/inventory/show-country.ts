import { dayOf } from '#commons/lifecycle/plain-day.ts'
import type { Context } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { countsOf } from './counts.ts'
import type { HoldingState } from './holding.ts'
import type { CountryInventory } from './replies.ts'
import { itemOf } from './show-inventory.ts'
import { allHoldings, countHoldings } from './store.ts'

const PAGE = 50

/** What all institutions hold, and how much of it stands where. */
export async function showCountryInventory(
  ctx: Context,
  { state, after }: { state: HoldingState | null; after: string | null },
): Promise<CountryInventory> {
  const today = dayOf(ctx.now, ctx.timeZone)
  const [rows, counted] = await Promise.all([
    allHoldings(ctx.db, today, { state, after, limit: PAGE + 1 }),
    countHoldings(ctx.db, today, null),
  ])
  const counts = countsOf(inTotal(counted))
  const shown = rows.slice(0, PAGE)
  return {
    items: shown.map((one) => ({
      ...itemOf(ctx, one),
      institution: { slug: one.institution.slug, name: inLang(one.institution.name, ctx.lang) },
    })),
    counts,
    total: state === null ? Object.values(counts).reduce((sum, count) => sum + count, 0) : counts[state],
    institutions: new Set(counted.map(({ organisationId }) => organisationId)).size,
    state,
    next: rows.length > PAGE ? (shown.at(-1)?.id ?? null) : null,
    first: after === null,
  }
}

function inTotal(counted: { state: HoldingState; count: number }[]) {
  return [...Map.groupBy(counted, ({ state }) => state)].map(([state, some]) => ({
    state,
    count: some.reduce((sum, { count }) => sum + count, 0),
  }))
}
