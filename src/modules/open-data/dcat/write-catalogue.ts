import { hash } from 'node:crypto'
import { Readable } from 'node:stream'
import { NotFound } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import type { Known } from '../catalogue/find/catalogue-index.ts'
import { freshIndex } from '../catalogue/find/fresh-index.ts'
import { catalogueNodes } from './catalogue-node.ts'
import { preparedParts } from './prepared.ts'
import { type FormatName, rdfFormats } from './rdf/formats.ts'

/** Datasets of a page. */
const PAGE = 100

export interface CatalogueQuery {
  page: number
  /** Only what changed at or after it. */
  modifiedSince: Date | null
  q: string | null
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
 * @throws NotFound beyond the last page
 */
export async function writeCatalogue(
  ctx: Context,
  { page, modifiedSince, q }: CatalogueQuery,
  path: string,
  format: FormatName,
): Promise<Document> {
  const index = await freshIndex(ctx.db)
  const all = (q === null ? index.all() : index.search({ ...everything, q, lang: ctx.lang }).items)
    .filter(({ modifiedAt }) => modifiedSince === null || modifiedAt >= modifiedSince)
    .sort(byPublication)
  const pages = Math.max(1, Math.ceil(all.length / PAGE))
  if (page > pages) throw new NotFound()
  const known = all.slice((page - 1) * PAGE, page * PAGE)
  const parts = await preparedParts(ctx, known, format)
  const pageAt = (number: number) => ctx.publicUrl + path + question({ page: number, modifiedSince, q })
  const newest = known.reduce((latest, { modifiedAt }) => Math.max(latest, modifiedAt.getTime()), 0)
  const nodes = await catalogueNodes(ctx, {
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
  return documentOf(format, [...nodes.map(rdfFormats[format].write), ...parts.map(({ written }) => written)])
}

/** Written parts as one document. */
export function documentOf(format: FormatName, written: string[]): Document {
  const { contentType, head, foot, between } = rdfFormats[format]
  function* pieces() {
    yield head
    for (const [at, part] of written.entries()) yield at === 0 ? part : between + part
    yield foot
  }
  const etag = `"${hash('sha256', written.map((part) => hash('sha256', part)).join(), 'base64url').slice(0, 27)}"`
  return { body: Readable.from(pieces()), contentType, etag }
}

const everything = { filters: {}, sort: 'newest', from: 0, limit: Number.POSITIVE_INFINITY } as const

function byPublication(a: Known, b: Known): number {
  return a.publishedAt.getTime() - b.publishedAt.getTime() || (a.name < b.name ? -1 : 1)
}

function question({ page, modifiedSince, q }: CatalogueQuery): string {
  const asked = new URLSearchParams({
    ...(q !== null && { q }),
    ...(modifiedSince && { modified_since: modifiedSince.toISOString() }),
    page: String(page),
  })
  return `?${asked}`
}
