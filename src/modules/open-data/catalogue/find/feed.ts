import { PLATFORM } from '#commons/organisations/platform.ts'
import type { Context } from '#kernel/http/context.ts'
import type { View } from '#kernel/i18n/view.ts'
import { atom } from '#kernel/text/atom.ts'
import { datasetPath } from '../dataset-path.ts'
import type { Known } from './catalogue-index.ts'
import { chosenFilters } from './chosen-filters.ts'
import { type Filters, queryString } from './filters.ts'
import { listItems, newestDatasets } from './search-datasets.ts'

const ENTRIES = 50

/** Datasets of a filter, in the order of the list: what institutions changed last first, the platform's own behind them. */
export async function atomFeed(ctx: Context, filters: Filters, view: View): Promise<string> {
  const query = queryString(filters)
  const { known, list } = await newestDatasets(ctx, filters, ENTRIES)
  const items = await listItems(ctx, known)
  const chosen = chosenFilters(list, view.t).map(({ label }) => label)
  return atom({
    lang: view.lang,
    title: [view.t('open-data.catalogue.title'), chosen.join(', ')].filter(Boolean).join(': '),
    site: view.t('ui.site'),
    self: `${ctx.publicUrl}${view.href('/data/feed.atom')}${query}`,
    page: `${ctx.publicUrl}${view.href('/data')}${query}`,
    entries: items.map((item, at) => {
      const one = known[at] as Known
      return {
        id: `dataset-${item.name}`,
        lang: item.title.lang,
        title: item.title.text,
        href: ctx.publicUrl + view.href(datasetPath(item)),
        published: one.publishedAt.toISOString(),
        updated: (isNews(one, filters) ? one.modifiedAt : one.publishedAt).toISOString(),
        author: item.institution.name,
        summary: item.summary ?? undefined,
      }
    }),
  })
}

/** What the platform makes of itself each day is news for who asks for nothing else: others would read of little but that. */
function isNews({ institution }: Known, { institution: asked }: Filters): boolean {
  return institution.slug !== PLATFORM || asked === PLATFORM
}
