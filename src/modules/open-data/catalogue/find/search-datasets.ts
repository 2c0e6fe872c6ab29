import { dayOf } from '#commons/lifecycle/plain-day.ts'
import type { Context } from '#kernel/http/context.ts'
import { inLang, type Lang } from '#kernel/i18n/lang.ts'
import { markdownToHtml } from '#kernel/text/markdown.ts'
import { plainText, shortened } from '#kernel/text/plain-text.ts'
import { badgeNames } from '../../around/badges/badges.ts'
import { freshnessOf } from '../freshness.ts'
import { type Said, saidIn } from '../said-in.ts'
import { nameOfCode } from '../vocabularies/names.ts'
import type { CatalogueFound, CatalogueIndex, Known } from './catalogue-index.ts'
import { type Facet, facets } from './facets.ts'
import { type Filters, type ListQuery, usualSort } from './filters.ts'
import { freshIndex } from './fresh-index.ts'
import type { DatasetList, DatasetListItem } from './replies.ts'
import { descriptionsOf } from './store.ts'

const PAGE = 20
const SUMMARY = 180
/** Of keywords and institutions there may be thousands; the most frequent are offered. */
const MOST_VALUES = 40

/** Datasets that fit, with what else one could choose and how much each choice would find. */
export async function searchDatasets(ctx: Context, query: ListQuery): Promise<DatasetList> {
  const index = await freshIndex(ctx.db)
  const { q, sort = null, page, ...filters } = query
  const at = { sort: sort ?? usualSort(query), page: page ?? 1 }
  const found = index.search({ q, filters, sort: at.sort, lang: ctx.lang, from: (at.page - 1) * PAGE, limit: PAGE })
  return {
    items: await listItems(ctx, found.items),
    total: found.total,
    next: at.page * PAGE < found.total ? at.page + 1 : null,
    query: { q, ...filters, ...at },
    mended: found.mended,
    facets: labelled(ctx, index, found, filters),
  }
}

/** What fits, in the order of the newest, and the filters with their names: for feeds. */
export async function newestDatasets(ctx: Context, filters: Filters, limit: number) {
  const index = await freshIndex(ctx.db)
  const { q, ...chosen } = filters
  const found = index.search({ q, filters: chosen, sort: 'newest', lang: ctx.lang, from: 0, limit })
  return { known: found.items, list: { query: filters, facets: labelled(ctx, index, found, chosen) } }
}

/** Datasets as lists show them, each with the beginning of its description. */
export async function listItems(ctx: Context, known: Known[]): Promise<DatasetListItem[]> {
  const names = known.map(({ name }) => name)
  const descriptions = names.length > 0 ? await descriptionsOf(ctx.db, names) : new Map()
  const t = ctx.translate(ctx.lang)
  const today = dayOf(ctx.now, ctx.timeZone)
  return known.map((one) => {
    const said = saidIn(descriptions.get(one.name) ?? {}, ctx.lang)
    return {
      name: one.name,
      title: saidIn(one.title, ctx.lang) as Said,
      summary: said && { text: shortened(plainText(markdownToHtml(said.text)), SUMMARY), lang: said.lang },
      institution: { slug: one.institution.slug, name: inLang(one.institution.name, ctx.lang) },
      formats: one.formats.map((code) => nameOfCode(t, 'file-type', code)),
      updatedAt: updatedAt(one).toISOString(),
      late: isLate(one, today, ctx.timeZone),
      highValue: one.highValue !== null,
      badges: one.badges,
    }
  })
}

export function updatedAt({ dataAt, modifiedAt }: Pick<Known, 'dataAt' | 'modifiedAt'>): Date {
  return dataAt ?? modifiedAt
}

function isLate(dataset: Pick<Known, 'frequency' | 'dataAt' | 'modifiedAt'>, today: string, timeZone: string): boolean {
  return freshnessOf(dataset.frequency, dayOf(updatedAt(dataset), timeZone), today).late
}

function labelled(ctx: Context, index: CatalogueIndex, found: CatalogueFound, chosen: Record<Facet, string | null>) {
  const t = ctx.translate(ctx.lang)
  const label: Record<Facet, (value: string) => string> = {
    institution: (slug) => {
      const name = index.institutions.get(slug)
      return name ? inLang(name, ctx.lang) : slug
    },
    theme: (code) => nameOfCode(t, 'theme', code),
    format: (code) => nameOfCode(t, 'file-type', code),
    licence: (code) => nameOfCode(t, 'licence', code),
    keyword: (word) => word,
    frequency: (code) => nameOfCode(t, 'frequency', code),
    highValue: (code) => nameOfCode(t, 'high-value', code),
    series: (name) => {
      const title = index.series.get(name)
      return title ? inLang(title, ctx.lang) : name
    },
    badge(name) {
      const known = badgeNames.find((one) => one === name)
      return known ? t(`open-data.around.badge.${known}`) : name
    },
  }
  const valuesOf = (facet: Facet) =>
    facet === 'keyword' ? inReadersLang(index, found.facets.keyword, ctx.lang, chosen.keyword) : found.facets[facet]
  return facets.map((facet) => ({
    facet,
    values: offered(valuesOf(facet), chosen[facet]).map((one) => ({ ...one, label: label[facet](one.value) })),
  }))
}

/** Of keywords those in the reader's language, where there are any, and the one that is on. */
function inReadersLang(
  index: CatalogueIndex,
  values: { value: string; count: number }[],
  lang: Lang,
  on: string | null,
) {
  const own = values.filter(({ value }) => value === on || index.keywordLangs.get(value)?.has(lang))
  return own.length > 0 ? own : values
}

/** The most frequent values, and the one that is on. */
function offered(values: { value: string; count: number }[], chosen: string | null) {
  const shown = values.slice(0, MOST_VALUES)
  if (chosen === null || shown.some(({ value }) => value === chosen)) return shown
  return [...shown, values.find(({ value }) => value === chosen) ?? { value: chosen, count: 0 }]
}
