import type { Context } from '#kernel/http/context.ts'
import type { View } from '#kernel/i18n/view.ts'
import { xml } from '#kernel/text/xml.ts'
import { datasetPath } from '../dataset-path.ts'
import { chosenFilters } from './chosen-filters.ts'
import { type Filters, queryString } from './filters.ts'
import type { DatasetListItem } from './replies.ts'
import { listItems, newestDatasets } from './search-datasets.ts'

const ENTRIES = 50
/** A feed without entries has to say when it changed; it has not. */
const FOUNDED = '2026-11-22T00:00:00.000Z'

/** Datasets of a filter, what changed last first, as an Atom feed (RFC 4287). */
export async function atomFeed(ctx: Context, filters: Filters, view: View): Promise<string> {
  const query = queryString(filters)
  const self = `${ctx.publicUrl}${view.href('/data/feed.atom')}${query}`
  const page = `${ctx.publicUrl}${view.href('/data')}${query}`
  const { known, list } = await newestDatasets(ctx, filters, ENTRIES)
  const items = await listItems(ctx, known)
  const title = [
    view.t('open-data.catalogue.title'),
    chosenFilters(list, view.t)
      .map(({ label }) => label)
      .join(', '),
  ]
    .filter(Boolean)
    .join(': ')
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${view.lang}">`,
    `<id>${xml(self)}</id>`,
    `<title>${xml(`${title} — ${view.t('ui.site')}`)}</title>`,
    `<updated>${known[0]?.modifiedAt.toISOString() ?? FOUNDED}</updated>`,
    `<link rel="self" type="application/atom+xml" href="${xml(self)}"/>`,
    `<link rel="alternate" type="text/html" href="${xml(page)}"/>`,
    `<author><name>${xml(view.t('ui.site'))}</name></author>`,
    ...items.map((item, at) => entry(ctx, item, known[at] as (typeof known)[number], view)),
    '</feed>\n',
  ].join('\n')
}

function entry(
  ctx: Context,
  item: DatasetListItem,
  { publishedAt, modifiedAt }: { publishedAt: Date; modifiedAt: Date },
  view: View,
): string {
  const { title, summary, institution } = item
  return [
    `<entry xml:lang="${title.lang}">`,
    `<id>tag:${new URL(ctx.publicUrl).hostname},2026:dataset-${item.name}</id>`,
    `<title>${xml(title.text)}</title>`,
    `<link rel="alternate" type="text/html" href="${xml(ctx.publicUrl + view.href(datasetPath(item)))}"/>`,
    `<published>${publishedAt.toISOString()}</published>`,
    `<updated>${modifiedAt.toISOString()}</updated>`,
    `<author><name>${xml(institution.name)}</name></author>`,
    ...(summary ? [`<summary xml:lang="${summary.lang}">${xml(summary.text)}</summary>`] : []),
    '</entry>',
  ].join('\n')
}
