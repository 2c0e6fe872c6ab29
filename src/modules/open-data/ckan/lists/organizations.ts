import { ownOrganisations } from '#commons/processes/own-process.ts'
import { fold } from '#commons/search/fold.ts'
import type { Context } from '#kernel/http/context.ts'
import { freshIndex } from '../../catalogue/find/fresh-index.ts'
import { describeData } from '../../catalogue/permissions.ts'
import { type CkanAction, type Input, notFound } from '../action.ts'
import { findPackages } from '../packages/find-package.ts'
import { organizationOf, packageView } from '../packages/package-view.ts'
import { booleanOf, listOf, naturalOf, neededText, textOf } from '../read-fields.ts'
import { listedOrganisations, type Organisation } from '../store.ts'
import { type Counted, groupView, listCounted } from './groups.ts'

export const organizationList: CkanAction = {
  help: 'Institutions. all_fields: as objects. sort: "name", "title" or "package_count", each asc or desc. organizations: only these names. limit, offset.',
  run: async (ctx, input) => listCounted(await counted(ctx), input, listOf(input, 'organizations')),
}

export const organizationShow: CkanAction = {
  help: 'One institution. id: its id or name. include_datasets: its newest ten datasets.',
  async run(ctx, input) {
    const id = neededText(input, 'id')
    const found = (await counted(ctx)).find((one) => one.name === id || one.id === id.toLowerCase())
    if (!found) throw notFound('Organization was not found.')
    return {
      ...groupView(found),
      ...(await datasetsOf(ctx, input, ({ institution }) => institution.slug === found.name)),
    }
  },
}

export const organizationAutocomplete: CkanAction = {
  help: 'Institutions in whose name some letters stand. q. limit: 20.',
  async run(ctx, input) {
    const q = fold(textOf(input, 'q') ?? '')
    return (await counted(ctx))
      .filter(({ name, title }) => name.includes(q) || fold(title).includes(q))
      .slice(0, naturalOf(input, 'limit', 20))
      .map(({ id, name, title }) => ({ id, name, title }))
  },
}

export const organizationListForUser: CkanAction = {
  help: 'Institutions for which the token may describe datasets.',
  async run(ctx) {
    const own = new Set(ownOrganisations(ctx, describeData))
    return (await counted(ctx))
      .filter(({ id }) => own.has(id))
      .map((one) => ({ ...groupView(one), capacity: 'editor' }))
  },
}

/** @param which of all that is public */
export async function datasetsOf(
  ctx: Context,
  input: Input,
  which: Parameters<ReturnType<Awaited<ReturnType<typeof freshIndex>>['all']>['filter']>[0],
) {
  if (!booleanOf(input, 'include_datasets', false)) return {}
  const index = await freshIndex(ctx.db)
  const newest = index.matching('').filter(which).slice(0, 10)
  const packages = await findPackages(
    ctx,
    newest.map(({ id }) => id),
  )
  return { packages: packages.map((one) => packageView(ctx, one)) }
}

async function counted(ctx: Context): Promise<Counted[]> {
  const counts = Map.groupBy((await freshIndex(ctx.db)).all(), ({ institutionId }) => institutionId)
  return (await listedOrganisations(ctx.db)).map((organisation: Organisation) => ({
    ...organizationOf(organisation),
    package_count: counts.get(organisation.id)?.length ?? 0,
  }))
}
