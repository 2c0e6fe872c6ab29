import type { Followable, Followed } from '#commons/notices/following/followable.ts'
import { type Authority, authoritiesById, findAuthority } from '#commons/organisations/authorities.ts'
import type { Context } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { datasetPath } from '../../catalogue/dataset-path.ts'
import { type Said, saidIn } from '../../catalogue/said-in.ts'
import { DATASET } from '../dataset-discussion.ts'
import { type DatasetToName, datasetsToName } from './store.ts'

export const INSTITUTION = 'open-data.institution'

/** Public datasets: new versions, corrections, recalls, what is late, what was made of them, and what is said. */
export const datasetsToFollow: Followable = {
  kind: DATASET,
  slug: 'datasets',
  label: 'open-data.around.follow.datasets',
  find: async (ctx, key) => (await datasetsToName(ctx.db, { name: key })).map((one) => dataset(ctx, one))[0] ?? null,
  named: async (ctx, ids) => (await datasetsToName(ctx.db, { ids })).map((one) => dataset(ctx, one)),
}

/** Institutions, by what they publish: the same of each of their datasets, and new ones. */
export const institutionsToFollow: Followable = {
  kind: INSTITUTION,
  slug: 'data-institutions',
  label: 'open-data.around.follow.institutions',
  async find(ctx, key) {
    const authority = await findAuthority(ctx.db, key)
    return authority ? institution(ctx, authority) : null
  },
  named: async (ctx, ids) => (await authoritiesById(ctx.db, ids)).map((one) => institution(ctx, one)),
}

function dataset(ctx: Context, { id, name, title }: DatasetToName): Followed {
  const said = saidIn(title, ctx.lang) as Said
  return { id, title: said.text, lang: said.lang, path: datasetPath({ name }) }
}

function institution({ lang }: Context, { id, slug, name }: Authority): Followed {
  return { id, title: inLang(name, lang), lang: name[lang] ? lang : 'ro', path: `/data/institutions/${slug}` }
}
