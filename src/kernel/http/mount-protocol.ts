import type { IncomingMessage } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { forgetArrived } from '#kernel/files/arrived-file.ts'
import { readPath } from './asked.ts'
import type { Context } from './context.ts'
import type { Protocol, ProtocolReply, ProtocolRequest } from './endpoint.ts'
import { Busy } from './group-commit.ts'
import { contextOf, type Mounting, publicContext } from './mounting.ts'
import { type OnDisk, readMultipart } from './multipart.ts'
import { asRefusal } from './problem.ts'
import { readAtMost } from './read-body.ts'
import { apiLang, pathOf } from './send-error.ts'

/** Mounts a protocol of others at each of its addresses, with a parser of bodies of its own: none, but for forms with files where it takes some. */
export function mountProtocol(server: FastifyInstance, mounting: Mounting, protocol: Protocol): void {
  server.register(async (own) => {
    if (protocol.upload)
      own.removeContentTypeParser(['application/json', 'text/plain', 'application/x-www-form-urlencoded'])
    else own.removeAllContentTypeParsers()
    own.addContentTypeParser('*', async (request: FastifyRequest, payload: IncomingMessage) =>
      readAtMost(payload, await bodyLimitOf(mounting, protocol, request)),
    )
    for (const url of [protocol.path, ...protocol.also]) {
      own.route({
        method: protocol.methods,
        url,
        bodyLimit: protocol.bodyLimit,
        schema: { hide: true },
        config: { withoutCookies: true, slowBody: protocol.upload !== undefined },
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

/** Whose token it is, is asked only where it matters. @throws Refusal for a token that does not work */
async function bodyLimitOf(
  mounting: Mounting,
  { bodyLimit, tokenBodyLimit, tokens }: Protocol,
  request: FastifyRequest,
): Promise<number> {
  const isShort = Number(request.headers['content-length'] ?? Number.POSITIVE_INFINITY) <= bodyLimit
  if (isShort || !tokenBodyLimit || !tokens || request.headers.authorization === undefined) return bodyLimit
  const { viewer } = await contextOf(mounting, request, apiLang(request), 'personal')
  return viewer.accountId === null ? bodyLimit : tokenBodyLimit
}

async function answer(
  mounting: Mounting,
  protocol: Protocol,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const isKnown = protocol.tokens && request.headers.authorization !== undefined
  const isPublic = protocol.audience === 'public' && !isKnown
  const lang = apiLang(request)
  // No copy of an answer is kept here, so a limit may learn where a request comes from.
  const ctx = await contextOf(mounting, request, lang, isPublic ? 'public' : 'personal')
  const parts: Record<string, unknown> = Object.create(null)
  try {
    const asked = await withParts(protocol, request, ctx, parts)
    const said = await protocol.answer(ctx, readPath(protocol.params, request), asked)
    const isKept = isPublic && request.method === 'GET' && said.status < 400
    const seconds = mounting.options.publicSeconds
    return send(protocol, said, reply, isKept ? `public, max-age=${seconds}` : 'private, no-store')
  } finally {
    await forgetArrived(parts)
  }
}

/** The request with the parts of its form, where it has some and the protocol takes files. */
async function withParts(
  { upload, bodyLimit }: Protocol,
  request: FastifyRequest,
  ctx: Context,
  parts: Record<string, unknown>,
): Promise<ProtocolRequest> {
  const asked = askedBy(request)
  if (!upload || !request.isMultipart()) return asked
  const { isFile, maxBytes, isFor } = upload
  const mayKeep = isFor(ctx)
  const onDisk: OnDisk = {
    maxBytesOf: (name) => (mayKeep && isFile(name) ? maxBytes : undefined),
    maxBytes: mayKeep ? maxBytes : 0,
    newFolder: () => ctx.files.newFolder(),
  }
  await readMultipart(request, bodyLimit, onDisk, parts)
  return { ...asked, parts }
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
  const vary = protocol.tokens ? 'accept-language, authorization' : 'accept-language'
  reply.headers({ 'cache-control': caching, vary, ...said.headers })
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
