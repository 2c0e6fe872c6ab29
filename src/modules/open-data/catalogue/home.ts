import type { HomeFigure, HomeOffer } from '#commons/home/offer.ts'
import { PLATFORM } from '#commons/organisations/platform.ts'
import type { Context } from '#kernel/http/context.ts'
import { datasetPath } from './dataset-path.ts'
import { freshIndex } from './find/fresh-index.ts'
import { listItems } from './find/search-datasets.ts'

const CARDS = 3

/** The datasets that changed last, for the home page. */
export const newestData: HomeOffer = {
  name: 'open-data-newest',
  title: 'open-data.catalogue.home.title',
  more: { path: '/data', label: 'open-data.catalogue.home.more' },
  async load(ctx) {
    const t = ctx.translate(ctx.lang)
    const index = await freshIndex(ctx.db)
    const newest = { q: null, filters: {}, sort: 'newest', lang: ctx.lang, from: 0, limit: CARDS } as const
    // What the platform makes of itself changes by itself, mostly at night, and stands behind.
    const ofInstitutions = index.search(newest).items.filter(({ institution }) => institution.slug !== PLATFORM)
    return (await listItems(ctx, ofInstitutions)).map((item) => ({
      title: item.title.text,
      lang: item.title.lang,
      path: datasetPath(item),
      tone: item.late ? 'overdue' : 'good',
      state: t(item.late ? 'open-data.catalogue.late' : 'open-data.catalogue.home.open'),
      meta: item.institution.name,
      progress: null,
    }))
  },
}

/** How many datasets there are. */
export async function dataFigures(ctx: Context): Promise<HomeFigure[]> {
  const { size } = await freshIndex(ctx.db)
  if (size === 0) return []
  const of = ctx.translate(ctx.lang)('open-data.catalogue.home.figure', { count: size })
  return [{ value: size, unit: null, of, path: '/data' }]
}
