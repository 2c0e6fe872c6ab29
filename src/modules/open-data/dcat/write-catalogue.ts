import { hash } from 'node:crypto'
import { Readable } from 'node:stream'
import { NotFound, Refusal } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import { byPublication, type CatalogueIndex, type Known } from '../catalogue/find/catalogue-index.ts'
import { freshIndex } from '../catalogue/find/fresh-index.ts'
import { CkanError } from '../ckan/action.ts'
import { fitsOf } from '../ckan/search/fits.ts'
import { parseLucene } from '../ckan/search/lucene.ts'
import { catalogueNodes, type ListPage } from './catalogue-node.ts'
import { preparedParts } from './prepared.ts'
import { type FormatName, rdfFormats } from './rdf/formats.ts'
import { schemaOrgCatalogue } from './schema-org-node.ts'
import { seriesNodes } from './series-node.ts'
import { frameOf, type Telling, type Vocabulary } from './told.ts'

/** Datasets of a page. */
const PAGE = 100

/** Which datasets of the catalogue. */
export interface CatalogueFilter {
  /** Only what changed at or after it. */
  modifiedSince: Date | null
  q: string | null
  /** Filters as CKAN's programs write them, all of which must be so. */
  fq: string[]
}

export interface CatalogueQuery extends CatalogueFilter {
  page: number
  vocabulary: Vocabulary
}

export interface Document {
  body: Readable
  contentType: string
  etag: string
}

/**
 * A page of the catalogue, sent piece by piece. Datasets stand in the order of their first publication, so that who reads page after page
 * misses none that comes meanwhile.
 *
 * @param path of the address that was asked, which the addresses of the other pages begin with
 * @throws NotFound beyond the last page, Refusal 400 for a filter that cannot be read
 */
export async function writeCatalogue(
  ctx: Context,
  query: CatalogueQuery,
  path: string,
  format: FormatName,
): Promise<Document> {
  const { page, vocabulary } = query
  const all = chosen(ctx, await freshIndex(ctx.db), query)
  const pages = Math.max(1, Math.ceil(all.length / PAGE))
  if (page > pages) throw new NotFound()
  const known = all.slice((page - 1) * PAGE, page * PAGE)
  const telling = { vocabulary, format }
  const parts = await preparedParts(ctx, known, telling)
  const pageAt = (number: number) => ctx.publicUrl + path + question({ ...query, page: number })
  const newest = known.reduce((latest, { modifiedAt }) => Math.max(latest, modifiedAt.getTime()), 0)
  const nodes = await nodesOf(ctx, vocabulary, {
    datasets: parts.map(({ iri }) => iri),
    services: parts.flatMap(({ services }) => services),
    modifiedAt: newest > 0 ? new Date(newest) : null,
    total: all.length,
    perPage: PAGE,
    self: pageAt(page),
    first: pageAt(1),
    last: pageAt(pages),
    next: page < pages ? pageAt(page + 1) : null,
    previous: page > 1 ? pageAt(page - 1) : null,
  })
  const series =
    vocabulary === 'dcat-ap' ? await seriesNodes(ctx, [...new Set(parts.flatMap((one) => one.series ?? []))]) : []
  return documentOf(telling, [
    ...[...nodes, ...series].map(rdfFormats[format].write),
    ...parts.map(({ written }) => written),
  ])
}

async function nodesOf(ctx: Context, vocabulary: Vocabulary, list: ListPage) {
  const [catalogue, ...pages] = await catalogueNodes(ctx, list)
  if (!catalogue || vocabulary === 'dcat-ap') return [...(catalogue ? [catalogue] : []), ...pages]
  return [schemaOrgCatalogue(catalogue), ...pages]
}

/** All of it in one document that is sent while it is made: what reads a data.json knows no pages. */
export async function writeDataJson(ctx: Context, filter: CatalogueFilter): Promise<Omit<Document, 'etag'>> {
  const known = chosen(ctx, await freshIndex(ctx.db), filter)
  const { contentType, head, between, foot } = frameOf('data-json')
  async function* pieces() {
    let before = head
    for (let from = 0; from < known.length; from += PAGE)
      for (const { written } of await preparedParts(ctx, known.slice(from, from + PAGE), 'data-json')) {
        yield before + written
        before = between
      }
    yield before === head ? head + foot : foot
  }
  return { body: Readable.from(pieces()), contentType }
}

/** In the order of their first publication. */
function chosen(ctx: Context, index: CatalogueIndex, { modifiedSince, q, fq }: CatalogueFilter): Known[] {
  const fits = fitsIn(ctx, index, fq)
  const found =
    q === null
      ? index.inOrderOfPublication()
      : index.search({ ...everything, q, lang: ctx.lang }).items.sort(byPublication)
  return found.filter((one) => (modifiedSince === null || one.modifiedAt >= modifiedSince) && fits(one))
}

function fitsIn({ now }: Context, index: CatalogueIndex, fq: string[]): (one: Known) => boolean {
  if (fq.length === 0) return () => true
  try {
    return fitsOf(parseLucene(fq.map((one) => (one === '*:*' ? '*' : `(${one})`)).join(' ')), index, now)
  } catch (error) {
    if (!(error instanceof CkanError)) throw error
    throw new Refusal(400, { key: 'open-data.dcat.wrong-filter', args: { why: String(error.rest.message ?? '') } })
  }
}

/** Written parts as one document. */
export function documentOf(telling: Telling, written: string[]): Document {
  const { contentType, head, foot, between } = frameOf(telling)
  function* pieces() {
    yield head
    for (const [at, part] of written.entries()) yield at === 0 ? part : between + part
    yield foot
  }
  const etag = `"${hash('sha256', written.map((part) => hash('sha256', part)).join(), 'base64url').slice(0, 27)}"`
  return { body: Readable.from(pieces()), contentType, etag }
}

const everything = { filters: {}, sort: 'newest', from: 0, limit: Number.POSITIVE_INFINITY } as const

function question({ page, modifiedSince, q, fq, vocabulary }: CatalogueQuery): string {
  const asked = new URLSearchParams({
    ...(q !== null && { q }),
    ...(modifiedSince && { modified_since: modifiedSince.toISOString() }),
    ...(vocabulary === 'schema-org' && { profiles: 'schemaorg' }),
    page: String(page),
  })
  for (const one of fq) asked.append('fq', one)
  return `?${asked}`
}
