import { permit } from '#commons/access/permit.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { authoritiesById } from '#commons/organisations/authorities.ts'
import { ownOrganisations } from '#commons/processes/own-process.ts'
import type { Waiting } from '#commons/work/workspace.ts'
import type { Context } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { inAll } from '../catalogue/describe/show-desk.ts'
import { keepInventory, ownHolding, ownInstitution } from './permissions.ts'
import { MOST_LINES } from './read-lines.ts'
import type { HoldingDesk, ImportDesk, InventoryDesk } from './replies.ts'
import { type Below, itemOf, partOf } from './show-inventory.ts'
import { countHoldings, datasetChoices } from './store.ts'

const MOST_DATASETS = 500

/** The inventory of the viewer's institution; who works for several chooses which. */
export async function showInventoryDesk(
  ctx: Context,
  _params: unknown,
  query: Below & { organisation: string | null; added: number | null; changed: number | null; same: number | null },
): Promise<InventoryDesk> {
  const institutions = await ownInstitutions(ctx)
  const organisationId = ownInstitution(ctx, query.organisation ?? institutions[0]?.id ?? null)
  const { rows, ...list } = await partOf(ctx, organisationId, query)
  const institution = institutions.find(({ id }) => id === organisationId)?.name ?? ''
  const { added, changed, same } = query
  return {
    ...list,
    items: rows.map((one) => ({ ...itemOf(ctx, one), id: one.id, institution })),
    institutions,
    imported:
      added === null && changed === null && same === null
        ? null
        : { added: added ?? 0, changed: changed ?? 0, same: same ?? 0 },
  }
}

export async function showNewHolding(ctx: Context): Promise<HoldingDesk> {
  permit(ctx, keepInventory)
  return {
    institutions: await ownInstitutions(ctx),
    datasets: await choices(ctx, ownOrganisations(ctx, keepInventory)),
    holding: null,
  }
}

/** One thing, to change it. @throws SignInNeeded, Forbidden, NotFound */
export async function showHoldingDesk(ctx: Context, { holding: id }: { holding: string }): Promise<HoldingDesk> {
  const { holding } = await ownHolding(ctx, id)
  const { organisationId, number, title, about, steward, openness, reason, legalBasis, dueOn, dataset, registerUrl } =
    holding
  const [authority] = await authoritiesById(ctx.db, [organisationId])
  return {
    institutions: await ownInstitutions(ctx),
    datasets: await choices(ctx, [organisationId]),
    holding: {
      ...{ id, number, openness, reason, dueOn, dataset, registerUrl },
      slug: authority?.slug ?? '',
      titles: inAll(title),
      abouts: inAll(about),
      stewards: inAll(steward),
      legalBases: inAll(legalBasis ?? {}),
    },
  }
}

export async function showImport(ctx: Context): Promise<ImportDesk> {
  permit(ctx, keepInventory)
  return { institutions: await ownInstitutions(ctx), most: MOST_LINES }
}

/** What was promised and did not come, of the own institutions. */
export async function holdingsOverdue(ctx: Context): Promise<Waiting> {
  const own = ownOrganisations(ctx, keepInventory)
  const counted = await countHoldings(ctx.db, dayOf(ctx.now, ctx.timeZone), own)
  const overdue = counted.filter(({ state }) => state === 'overdue').reduce((sum, { count }) => sum + count, 0)
  return { count: overdue, overdue }
}

async function ownInstitutions(ctx: Context): Promise<HoldingDesk['institutions']> {
  permit(ctx, keepInventory)
  const own = await authoritiesById(ctx.db, ownOrganisations(ctx, keepInventory))
  return own.map(({ id, name, slug }) => ({ id, slug, name: inLang(name, ctx.lang) }))
}

async function choices(ctx: Context, organisationIds: string[]): Promise<HoldingDesk['datasets']> {
  const found = await datasetChoices(ctx.db, organisationIds, MOST_DATASETS)
  return found.map(({ name, title }) => ({ name, title: inLang(title, ctx.lang) }))
}
