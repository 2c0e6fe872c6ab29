import { NotFound } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import type { Known } from '../../catalogue/find/catalogue-index.ts'
import { freshIndex } from '../../catalogue/find/fresh-index.ts'
import { type Said, saidIn } from '../../catalogue/said-in.ts'
import { nameOfCode } from '../../catalogue/vocabularies/names.ts'
import { publishedDatasets } from '../../store.ts'
import { datasetNode, servicesOf } from '../dataset-node.ts'
import { sourcesOf } from '../source-store.ts'
import { lacksOf } from './lacks-of.ts'
import type { HighValueView } from './replies.ts'

const PAGE = 50

/** Datasets of the categories of the regulation, and what each still lacks of what it asks. @throws NotFound beyond the last page */
export async function showHighValue(ctx: Context, { page: asked }: { page: number | null }): Promise<HighValueView> {
  const all = (await freshIndex(ctx.db)).all().filter(({ highValue }) => highValue !== null)
  const page = asked ?? 1
  const pages = Math.max(1, Math.ceil(all.length / PAGE))
  if (page > pages) throw new NotFound()
  const { compare } = new Intl.Collator(ctx.lang, { numeric: true })
  const known = all
    .toSorted((a, b) => compare(inLang(a.title, ctx.lang), inLang(b.title, ctx.lang)) || (a.name < b.name ? -1 : 1))
    .slice((page - 1) * PAGE, page * PAGE)
  const lacks = await lacksById(ctx, known)
  return {
    items: known.map((one) => ({
      name: one.name,
      title: saidIn(one.title, ctx.lang) as Said,
      institution: { slug: one.institution.slug, name: inLang(one.institution.name, ctx.lang) },
      category: nameOfCode(ctx.translate(ctx.lang), 'high-value', one.highValue as string),
      lacks: lacks.get(one.id) ?? [],
    })),
    total: all.length,
    page,
    next: page < pages ? page + 1 : null,
  }
}

async function lacksById(ctx: Context, known: Known[]) {
  const datasets = await publishedDatasets(
    ctx.db,
    known.map(({ id }) => id),
  )
  const sources = await sourcesOf(ctx.db, datasets)
  return new Map(
    sources.map((source) => [
      source.dataset.id,
      lacksOf(datasetNode(source, ctx), servicesOf(source, ctx), source.dataset.licence),
    ]),
  )
}
