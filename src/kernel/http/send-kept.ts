import type { FastifyReply, FastifyRequest } from 'fastify'
import { addressOf } from './answer-kept.ts'
import type { Mounting } from './mounting.ts'
import { encode, type Rendered, WORTH_COMPRESSING } from './rendered.ts'

/** Sends a public reply in the encoding asked for, or 304 to whoever has it already. */
export async function sendKept(
  key: string,
  kept: Rendered & { old?: true },
  { cache, options: { publicSeconds } }: Mounting,
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
  reply.code(kept.status).type(kept.contentType)
  // A large body that nobody compresses is not held beside the compressed one.
  if (!kept.old && (encoding || body.length < WORTH_COMPRESSING))
    cache.remember(key, kept, addressOf(request.raw), {
      headers: flat({ ...reply.getHeaders(), 'content-length': String(body.length) }),
      body,
      etag: kept.etag,
      route: request.routeOptions.url ?? 'none',
      ...(kept.viewed && { viewed: kept.viewed }),
    })
  return reply.send(body)
}

/** Name, value, name, value: as Node sends them without looking at them again. */
function flat(headers: Record<string, unknown>): string[] {
  return Object.entries(headers).flatMap(([name, value]) => [name, String(value)])
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
