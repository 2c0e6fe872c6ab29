import type { Context } from '#kernel/http/context.ts'
import { inLang, type Localised } from '#kernel/i18n/lang.ts'
import type { View } from '#kernel/i18n/view.ts'
import { plainText, shortened } from '#kernel/text/plain-text.ts'
import { xml } from '#kernel/text/xml.ts'
import { petitionPath } from '../petition.ts'
import { filterLabels } from './filter-labels.ts'
import { type Filters, queryString } from './filters.ts'
import { listItem, newestListings } from './list-petitions.ts'
import { type ListingRow, textsOf } from './store.ts'

const ENTRIES = 50
const SUMMARY = 400

/** The newest petitions of a filter as an Atom feed (RFC 4287). Its author is the house: starters are not named in feeds. */
export async function atomFeed(ctx: Context, filters: Filters, view: View): Promise<string> {
  const { rows, authorities } = await newestListings(ctx, filters, ENTRIES)
  const texts = await textsOf(
    ctx.db,
    rows.map(({ id }) => id),
  )
  const query = queryString(filters)
  const self = `${ctx.publicUrl}${view.href('/petitions/feed.atom')}${query}`
  const page = `${ctx.publicUrl}${view.href('/petitions')}${query}`
  const updated =
    rows
      .map(({ changedAt }) => changedAt.toISOString())
      .sort()
      .at(-1) ?? FOUNDED
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${view.lang}">`,
    `<id>${xml(self)}</id>`,
    `<title>${xml(feedTitle(ctx, filters, authorities, view))}</title>`,
    `<updated>${updated}</updated>`,
    `<link rel="self" type="application/atom+xml" href="${xml(self)}"/>`,
    `<link rel="alternate" type="text/html" href="${xml(page)}"/>`,
    `<author><name>${xml(view.t('ui.site'))}</name></author>`,
    ...rows.map((row) => entry(ctx, row, texts.get(row.id) ?? '', view)),
    '</feed>\n',
  ].join('\n')
}

function feedTitle(
  ctx: Context,
  filters: Filters,
  authorities: { slug: string; name: Localised }[],
  view: View,
): string {
  const names = {
    place: (key: string) => ctx.places.name(key, view.lang),
    authority: (slug: string) => {
      const found = authorities.find((one) => one.slug === slug)
      return found ? inLang(found.name, view.lang) : slug
    },
  }
  const labels = filterLabels(filters, names, view.t).map(({ label }) => label)
  const title = labels.length > 0 ? `${view.t('petitions.nav')}: ${labels.join(', ')}` : view.t('petitions.nav')
  return `${title} — ${view.t('ui.site')}`
}

/** A feed without entries has to say when it changed; it has not. */
const FOUNDED = '2026-11-22T00:00:00.000Z'

function entry(ctx: Context, row: ListingRow, html: string, view: View): string {
  const place = ctx.places.name(row.placeKey, view.lang)
  const summary = shortened(plainText(html), SUMMARY)
  return [
    `<entry xml:lang="${row.lang}">`,
    `<id>tag:${new URL(ctx.publicUrl).hostname},2026:petition-${row.number}</id>`,
    `<title>${xml(row.title)}</title>`,
    `<link rel="alternate" type="text/html" href="${xml(ctx.publicUrl + view.href(petitionPath(row)))}"/>`,
    `<published>${row.listedAt.toISOString()}</published>`,
    `<updated>${row.changedAt.toISOString()}</updated>`,
    `<category term="${row.topic}" label="${xml(view.t(`petitions.topic.${row.topic}`))}"/>`,
    `<category term="${xml(row.placeKey)}" label="${xml(place)}"/>`,
    `<summary>${xml(summary)}</summary>`,
    `<content type="text" xml:lang="${view.lang}">${xml(`${standingNow(ctx, row, view)}\n\n${summary}`)}</content>`,
    '</entry>',
  ].join('\n')
}

/** State and count when the feed was made. `updated` follows the state alone: no reader wants an entry anew for each signature. */
function standingNow(ctx: Context, row: ListingRow, view: View): string {
  const { standings, publishedAt, total } = listItem(ctx, row)
  const states = standings.map((standing) => view.t(`petitions.find.state.${standing}`))
  const counted = `${view.number(total)} ${view.t('petitions.list.signatures', { count: total })}`
  return [...states, ...(publishedAt ? [counted] : [])].join(' · ')
}
