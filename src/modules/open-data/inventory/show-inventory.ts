import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { type Authority, findAuthority } from '#commons/organisations/authorities.ts'
import { NotFound } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import { inLang, langs } from '#kernel/i18n/lang.ts'
import { type Said, saidIn } from '../catalogue/said-in.ts'
import { countsOf } from './counts.ts'
import type { Held, Holding, HoldingState } from './holding.ts'
import type { HoldingItem, HoldingView, InventoryView } from './replies.ts'
import { countHoldings, type HeldThen, historyOfHolding, holdingByNumber, holdingsOf } from './store.ts'

const PAGE = 50
const MOST_HISTORY = 200

export interface Below {
  state: HoldingState | null
  above: number | null
}

/** What an institution holds, and what of it is open, will be, or why not. @throws NotFound */
export async function showInventory(ctx: Context, { slug }: { slug: string }, below: Below): Promise<InventoryView> {
  const authority = await existing(ctx, slug)
  const { rows, ...list } = await partOf(ctx, authority.id, below)
  return {
    institution: { slug, name: inLang(authority.name, ctx.lang) },
    ...list,
    items: rows.map((one) => itemOf(ctx, one)),
  }
}

/** A part of one institution's list, and how many stand where. */
export async function partOf(ctx: Context, organisationId: string, { state, above }: Below) {
  const today = dayOf(ctx.now, ctx.timeZone)
  const rows = await holdingsOf(ctx.db, today, { organisationIds: [organisationId], state, above, limit: PAGE + 1 })
  const counted = await countHoldings(ctx.db, today, [organisationId])
  const counts = countsOf(counted)
  const shown = rows.slice(0, PAGE)
  return {
    rows: shown,
    counts,
    total: state === null ? counted.reduce((sum, { count }) => sum + count, 0) : counts[state],
    state,
    next: rows.length > PAGE ? (shown.at(-1)?.number ?? null) : null,
    first: above === null,
  }
}

export function itemOf(ctx: Context, holding: Holding): HoldingItem {
  const { number, title, steward, state, dueOn, reason, legalBasis, published, registerUrl } = holding
  return {
    ...{ number, state, dueOn, reason, registerUrl },
    title: saidIn(title, ctx.lang) as Said,
    steward: saidIn(steward, ctx.lang) as Said,
    legalBasis: legalBasis && saidIn(legalBasis, ctx.lang),
    dataset: published && { name: published.name, title: saidIn(published.title, ctx.lang) as Said },
  }
}

/** One thing of it, with everything that was said of it before. @throws NotFound */
export async function showHolding(
  ctx: Context,
  { slug, number }: { slug: string; number: number },
): Promise<HoldingView> {
  const authority = await existing(ctx, slug)
  const holding = await holdingByNumber(ctx.db, authority.id, number, dayOf(ctx.now, ctx.timeZone))
  if (!holding) throw new NotFound()
  const history = await historyOfHolding(ctx.db, holding.id, MOST_HISTORY)
  return {
    institution: { slug, name: inLang(authority.name, ctx.lang) },
    ...itemOf(ctx, holding),
    about: saidIn(holding.about, ctx.lang),
    modifiedAt: holding.modifiedAt.toISOString(),
    history: history
      .map((one, at) => ({
        seq: one.seq,
        at: one.at.toISOString(),
        act: one.act,
        changes: changesBetween(history[at - 1], one),
      }))
      .reverse(),
  }
}

/** What one thing of an institution is, for whoever reads: which of its words became which. What a dataset that is no public one is called, nobody learns. */
function changesBetween(before: HeldThen | undefined, { held }: HeldThen): HoldingView['history'][number]['changes'] {
  if (!before) return []
  const [was, is] = [wordsOf(before.held), wordsOf(held)]
  return Object.keys(is).flatMap((field) => {
    const [one, other] = [was[field] ?? null, is[field] ?? null]
    if (one === other) return []
    return [field === 'dataset' ? { field, before: null, after: null } : { field, before: one, after: other }]
  })
}

function wordsOf(held: Held): Record<string, string | null> {
  const { title, about, steward, openness, dueOn, dataset, reason, legalBasis, registerUrl } = held
  return {
    ...inEach('title', title),
    ...inEach('about', about),
    ...inEach('steward', steward),
    ...{ openness, dueOn, dataset, reason },
    ...inEach('legalBasis', legalBasis ?? {}),
    registerUrl,
  }
}

function inEach(field: string, said: Held['about']): Record<string, string | null> {
  return Object.fromEntries(langs.map((lang) => [`${field}.${lang}`, said[lang] ?? null]))
}

export async function existing(ctx: Context, slug: string): Promise<Authority> {
  const authority = await findAuthority(ctx.db, slug)
  if (!authority) throw new NotFound()
  return authority
}
