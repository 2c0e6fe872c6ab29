import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { readPath } from './asked.ts'
import type { Context } from './context.ts'
import type { Protocol, ProtocolReply, ProtocolRequest } from './endpoint.ts'
import { Busy } from './group-commit.ts'
import { contextOf, type Mounting, publicContext } from './mounting.ts'
import { asRefusal } from './problem.ts'
import { apiLang, pathOf } from './send-error.ts'

/** Mounts a protocol of others at each of its addresses, with a parser of bodies of its own: none. */
export function mountProtocol(server: FastifyInstance, mounting: Mounting, protocol: Protocol): void {
  server.register(async (own) => {
    own.removeAllContentTypeParsers()
    own.addContentTypeParser('*', { parseAs: 'buffer' }, async (_request: FastifyRequest, body: Buffer) => body)
    for (const url of [protocol.path, ...protocol.also]) {
      own.route({
        method: protocol.methods,
        url,
        bodyLimit: protocol.bodyLimit,
        schema: { hide: true },
        config: { withoutCookies: true },
        onRequest: async () => {
          if (protocol.canWait && mounting.options.pressure() !== 'none') throw new Busy()
        },
        handler: (request, reply) => answer(mounting, protocol, request, reply),
        errorHandler: (error, request, reply) => refuse(mounting, protocol, error, request, reply),
      })
      if (protocol.openToAll)
        own.route({
          method: 'OPTIONS',
          url,
          schema: { hide: true },
          config: { withoutCookies: true },
          handler: (request, reply) => preflight(protocol, request, reply),
        })
    }
  })
}

async function answer(
  mounting: Mounting,
  protocol: Protocol,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const isPublic = protocol.audience === 'public'
  const lang = apiLang(request)
  // No copy of an answer is kept here, so a limit may learn where a request comes from.
  const ctx = await contextOf(mounting, request, lang, protocol.audience)
  const said = await protocol.answer(ctx, readPath(protocol.params, request), askedBy(request))
  const isKept = isPublic && request.method === 'GET' && said.status < 400
  const seconds = mounting.options.publicSeconds
  return send(protocol, said, reply, isKept ? `public, max-age=${seconds}` : 'private, no-store')
}

/** Bugs are logged like everywhere, and said in the protocol's own shape. */
function refuse(
  mounting: Mounting,
  protocol: Protocol,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): unknown {
  const refusal = asRefusal(error)
  if (refusal.status >= 500 && refusal !== error)
    request.log.error({ err: error, route: request.routeOptions?.url ?? 'none' }, 'failed')
  const ctx: Context = publicContext(mounting, apiLang(request))
  const said = protocol.refuse(refusal, askedBy(request), ctx)
  return send(protocol, { ...said, headers: { ...refusal.headers, ...said.headers } }, reply, 'no-store')
}

function send(protocol: Protocol, said: ProtocolReply, reply: FastifyReply, caching: string): unknown {
  reply.headers({ 'cache-control': caching, vary: 'accept-language', ...said.headers })
  if (protocol.openToAll)
    reply.headers({ 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' })
  return reply.code(said.status).type(said.contentType).send(said.body)
}

/** Any header may come: none but a token's has power, and no browser adds a token or a cookie by itself. */
function preflight(protocol: Protocol, request: FastifyRequest, reply: FastifyReply): unknown {
  return reply
    .code(204)
    .headers({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': protocol.methods.join(', '),
      'access-control-allow-headers':
        request.headers['access-control-request-headers'] ?? 'authorization, content-type',
      'access-control-max-age': '86400',
      'cache-control': 'no-store',
    })
    .send()
}

function askedBy(request: FastifyRequest): ProtocolRequest {
  const at = request.url.indexOf('?')
  return {
    method: request.method,
    path: pathOf(request),
    query: new URLSearchParams(at < 0 ? '' : request.url.slice(at)),
    headers: request.headers,
    body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
  }
}
