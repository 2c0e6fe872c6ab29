import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Lang } from '#kernel/i18n/lang.ts'
import { fillPath, readAsked } from './asked.ts'
import type { Resource } from './endpoint.ts'
import { type Mounting, publicContext } from './mounting.ts'
import { etagOf } from './rendered.ts'
import { apiLang } from './send-error.ts'
import { matches } from './send-kept.ts'
import { contextFor } from './veil.ts'

/** @param langOfPath null where the address has no language: the reader's preference decides */
export async function sendResource(
  mounting: Mounting,
  resource: Resource,
  langOfPath: Lang | null,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const { options } = mounting
  const lang = langOfPath ?? apiLang(request)
  if (!langOfPath) reply.header('vary', 'accept-language')
  const { params, query } = readAsked(resource, request)
  const found = await contextFor(mounting, request, lang, resource, params)
  const isPublic = resource.audience === 'public' && !found.veiled
  const context = isPublic ? publicContext(mounting, lang) : found.context
  const view = options.views(lang, fillPath(resource, params), context.now)
  const sent = await resource.load(context, params, query, view)
  // Feeds, badges and pictures are made to be shown elsewhere.
  if (isPublic) reply.header('cross-origin-resource-policy', 'cross-origin')
  reply.header(
    'cache-control',
    isPublic ? `public, max-age=${sent.cacheSeconds ?? options.publicSeconds}` : 'private, no-store',
  )
  if (sent.fileName) reply.header('content-disposition', attachment(sent.fileName))
  reply.headers(sent.headers ?? {})
  if (sent.revalidated && Buffer.isBuffer(sent.body)) {
    const etag = etagOf(sent.body)
    reply.header('etag', etag)
    if (matches(request.headers['if-none-match'], etag)) return reply.code(304).send()
  }
  return reply.type(sent.contentType ?? resource.contentType).send(sent.body)
}

/** RFC 6266: an ASCII name for old browsers, the real one for the others. */
export function attachment(fileName: string): string {
  const name = fileName.toWellFormed().replaceAll(/[\p{Cc}/\\]/gu, '_')
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${name.replaceAll(/[^\w.-]/g, '_')}"; filename*=UTF-8''${encoded}`
}
