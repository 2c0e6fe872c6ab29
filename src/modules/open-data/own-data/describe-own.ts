import type { CatalogueEntry } from '#commons/datasets/catalogue-entry.ts'
import { catalogueColumns } from '#commons/datasets/catalogue-rows.ts'
import { dayOf, type PlainDay } from '#commons/lifecycle/plain-day.ts'
import { smallestToldApart } from '#commons/settings/house-settings.ts'
import type { Context } from '#kernel/http/context.ts'
import { type Lang, type Localised, langs } from '#kernel/i18n/lang.ts'
import { say } from '#kernel/i18n/translator.ts'
import type { Description } from '../dataset.ts'
import { withoutConditions } from './settings.ts'

/**
 * What the catalogue says of a dataset of the platform: all of it follows from its declaration.
 *
 * @param country key of the place that the platform serves
 * @param coversFrom the first day that its rows name
 */
export async function describeOwn<Row>(
  ctx: Context,
  entry: CatalogueEntry<Row>,
  country: string,
  coversFrom: PlainDay,
): Promise<Description> {
  const today = dayOf(ctx.now, ctx.timeZone)
  const free = await ctx.settings.valueOn(withoutConditions, today)
  const k = await ctx.settings.valueOn(smallestToldApart, today)
  return {
    title: titleOf(ctx, entry),
    description: inAll((lang) => textIn(ctx, entry, k, lang)),
    keywords: inAll((lang) => say(ctx.translate(lang), { key: entry.keywords }).split(/,\s*/)),
    themes: [...entry.themes],
    licence: free ? 'CC0' : 'CC_BY_4_0',
    // It is looked at daily; where nothing changed there is no version, and nobody is late.
    frequency: 'AS_NEEDED',
    accessRights: 'PUBLIC',
    contactName: ctx.translate('ro')('open-data.own-data.contact'),
    contactEmail: null,
    contactUrl: `${ctx.publicUrl}/ro/contact`,
    placeKey: country,
    coversFrom,
    coversTo: null,
    highValue: null,
  }
}

export function titleOf<Row>(ctx: Pick<Context, 'translate'>, { title }: CatalogueEntry<Row>): Localised {
  return inAll((lang) => say(ctx.translate(lang), { key: title }))
}

/** What it is, how it is made, what is told of people, and what its columns hold; Markdown. */
function textIn<Row>(ctx: Context, entry: CatalogueEntry<Row>, k: number, lang: Lang): string {
  const t = ctx.translate(lang)
  const columns = catalogueColumns(entry).map(({ name, about }) => `- **${name.replaceAll('_', '\\_')}**: ${about(t)}`)
  return [
    say(t, { key: entry.about }),
    t('open-data.own-data.made'),
    ...(entry.people ? [t('open-data.own-data.people', { k })] : []),
    t('open-data.own-data.columns'),
    columns.join('\n'),
  ].join('\n\n')
}

const inAll = <T>(of: (lang: Lang) => T) => Object.fromEntries(langs.map((lang) => [lang, of(lang)])) as Record<Lang, T>
