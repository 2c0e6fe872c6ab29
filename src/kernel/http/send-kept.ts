import type { FastifyReply, FastifyRequest } from 'fastify'
import { encode, type Rendered } from './public-cache.ts'

/** Sends a public reply in the encoding asked for, or 304 to whoever has it already. */
export async function sendKept(
  kept: Rendered & { old?: true },
  publicSeconds: number,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  reply.headers({ ...kept.headers, etag: kept.etag, 'cache-control': publicly(publicSeconds) })
  // RFC 9111: a program sees how old it is, too.
  if (kept.old) reply.header('age', String(Math.round((Date.now() - kept.madeAt.getTime()) / 1000)))
  reply.header('vary', reply.getHeader('vary') ? `${reply.getHeader('vary')}, accept-encoding` : 'accept-encoding')
  if (kept.status === 200 && matches(request.headers['if-none-match'], kept.etag)) return reply.code(304).send()
  const { body, encoding } = await encode(kept, request.headers['accept-encoding'])
  if (encoding) reply.header('content-encoding', encoding)
  return reply.code(kept.status).type(kept.contentType).send(body)
}

/** How long anybody may keep a public reply. Stale copies are shown for a while so that nobody waits for the next. */
export function publicly(seconds: number): string {
  return seconds > 0 ? `public, max-age=${seconds}, stale-while-revalidate=${seconds * 5}` : 'no-cache'
}

/** Whether If-None-Match names what would be sent. */
export function matches(header: string | undefined, etag: string): boolean {
  return header?.split(',').some((one) => one.trim() === '*' || weak(one.trim()) === weak(etag)) ?? false
}

function weak(etag: string): string {
  return etag.replace(/^W\//, '')
}
