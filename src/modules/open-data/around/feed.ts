import type { FormValue } from '#kernel/forms/fields.ts'
import type { Context } from '#kernel/http/context.ts'
import type { View } from '#kernel/i18n/view.ts'
import { xml } from '#kernel/text/xml.ts'
import type { filterQuery } from './fields.ts'
import { queryOf } from './list-query.ts'
import type { ReuseItem } from './replies.ts'
import { reusePath } from './reuse.ts'
import { namesOf, reuseItems } from './show-reuses.ts'
import { listedReuses } from './store.ts'

const ENTRIES = 50
/** A feed without entries has to say when it changed; it has not. */
const FOUNDED = '2026-11-22T00:00:00.000Z'

/** Reuses of a filter, newest first, as an Atom feed (RFC 4287). */
export async function atomFeed(
  ctx: Context,
  filters: FormValue<(typeof filterQuery)['fields']>,
  view: View,
): Promise<string> {
  const { q, type, institution, dataset } = filters
  const query = queryOf(filters)
  const self = `${ctx.publicUrl}${view.href('/data/reuses/feed.atom')}${query}`
  const named = await namesOf(ctx, filters)
  const rows = await listedReuses(ctx.db, { words: q, types: type && [type], institution, dataset }, null, ENTRIES)
  const items = await reuseItems(ctx, rows)
  const about = [
    q && view.t('open-data.catalogue.quoted', { words: q }),
    type && view.t(`open-data.around.type.${type}`),
    named.institution,
    named.dataset?.text,
  ]
  const title = [view.t('open-data.around.title'), about.filter(Boolean).join(', ')].filter(Boolean).join(': ')
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${view.lang}">`,
    `<id>${xml(self)}</id>`,
    `<title>${xml(`${title} — ${view.t('ui.site')}`)}</title>`,
    `<updated>${items[0]?.listedAt ?? FOUNDED}</updated>`,
    `<link rel="self" type="application/atom+xml" href="${xml(self)}"/>`,
    `<link rel="alternate" type="text/html" href="${xml(`${ctx.publicUrl}${view.href('/data/reuses')}${query}`)}"/>`,
    `<author><name>${xml(view.t('ui.site'))}</name></author>`,
    ...items.map((item) => entry(ctx, item, view)),
    '</feed>\n',
  ].join('\n')
}

function entry(ctx: Context, item: ReuseItem, view: View): string {
  const { number, title, lang, summary, author, listedAt, type } = item
  return [
    `<entry xml:lang="${lang}">`,
    `<id>tag:${new URL(ctx.publicUrl).hostname},2026:reuse-${number}</id>`,
    `<title>${xml(title)}</title>`,
    `<link rel="alternate" type="text/html" href="${xml(ctx.publicUrl + view.href(reusePath(item)))}"/>`,
    `<published>${listedAt}</published>`,
    `<updated>${listedAt}</updated>`,
    `<author><name>${xml(author ?? view.t('open-data.around.somebody'))}</name></author>`,
    `<category term="${type}" label="${xml(view.t(`open-data.around.type.${type}`))}"/>`,
    `<summary>${xml(summary)}</summary>`,
    '</entry>',
  ].join('\n')
}
