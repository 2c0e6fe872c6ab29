import type { Context } from '#kernel/http/context.ts'
import type { View } from '#kernel/i18n/view.ts'
import { plainText, shortened } from '#kernel/text/plain-text.ts'
import { xml } from '#kernel/text/xml.ts'
import type { Filters } from './fields.ts'
import { newestWishes } from './list-wishes.ts'
import { queryString } from './query-string.ts'
import type { Wish } from './store.ts'
import { wishPath } from './wish.ts'

const ENTRIES = 50
/** A feed without entries has to say when it changed; it has not. */
const FOUNDED = '2026-11-22T00:00:00.000Z'

/** Wishes of a filter, the newest first, as an Atom feed (RFC 4287). */
export async function wishesFeed(ctx: Context, filters: Filters, view: View): Promise<string> {
  const query = queryString(filters)
  const self = `${ctx.publicUrl}${view.href('/data/wishes/feed.atom')}${query}`
  const page = `${ctx.publicUrl}${view.href('/data/wishes')}${query}`
  const wishes = await newestWishes(ctx, filters, ENTRIES)
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${view.lang}">`,
    `<id>${xml(self)}</id>`,
    `<title>${xml(`${view.t('open-data.wishes.room')} — ${view.t('ui.site')}`)}</title>`,
    `<updated>${wishes[0]?.createdAt.toISOString() ?? FOUNDED}</updated>`,
    `<link rel="self" type="application/atom+xml" href="${xml(self)}"/>`,
    `<link rel="alternate" type="text/html" href="${xml(page)}"/>`,
    `<author><name>${xml(view.t('ui.site'))}</name></author>`,
    ...wishes.map((wish) => entry(ctx, wish, view)),
    '</feed>\n',
  ].join('\n')
}

function entry(ctx: Context, wish: Wish, view: View): string {
  const at = wish.createdAt.toISOString()
  return [
    `<entry xml:lang="${wish.lang}">`,
    `<id>tag:${new URL(ctx.publicUrl).hostname},2026:data-wish-${wish.number}</id>`,
    `<title>${xml(wish.title)}</title>`,
    `<link rel="alternate" type="text/html" href="${xml(ctx.publicUrl + view.href(wishPath(wish)))}"/>`,
    `<published>${at}</published>`,
    `<updated>${at}</updated>`,
    `<summary>${xml(shortened(plainText(wish.textHtml), 300))}</summary>`,
    '</entry>',
  ].join('\n')
}
