import { randomUUID } from 'node:crypto'
import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import fastifyStatic from '@fastify/static'
import swagger from '@fastify/swagger'
import fastify, {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
  LogController,
} from 'fastify'
import { Refusal } from '#kernel/errors.ts'
import { answerHeads, asHead, refuseOtherMethods } from './methods.ts'
import { readToTheEnd, registerForms } from './read-body.ts'
import { mayActWithCookies } from './same-origin.ts'
import { bareHeaders, protectReplies } from './security-headers.ts'

export interface ServerOptions {
  logger: NonNullable<FastifyServerOptions['loggerInstance']>
  trustProxy: number | string[] | false
  publicUrl: string
  assetsDir: string
  /** Version of the API in its description. */
  version: string
  /** Answers what is thrown anywhere, also before a route is found. */
  onError(error: unknown, request: FastifyRequest, reply: FastifyReply): unknown
}

/** For the head of a request, and for a body of a form. */
const QUICK_MS = 30_000
/** A question in SQL of the longest kind, in Cyrillic, as an address: what is longer is refused by the form, in words, and not by Node. */
const HEAD_BYTES = 64 * 1024
/** For a body with files that go to the disk: a gigabyte at 5 Mbit/s. Whoever sends nothing for a minute is cut off anyway. */
const SLOW_MS = 30 * 60_000

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The body may take long. */
    slowBody?: boolean
    /** No cookie has any power there, so a page of any site may ask. */
    withoutCookies?: boolean
  }
}

export interface KnownRoute {
  method: string
  url: string
  withoutCookies: boolean
}

const routes = new WeakMap<FastifyInstance, KnownRoute[]>()

/** Every route of a server, so that a test can ask each of them the same. */
export function routesOf(server: FastifyInstance): KnownRoute[] {
  return routes.get(server) ?? []
}

/** An HTTP server with the rules that hold for every route: headers, parsers, limits, origin check, log. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const server = fastify({
    loggerInstance: options.logger,
    trustProxy: trusted(options.trustProxy),
    // Fastify would log URLs, which hold tokens; the hook below logs patterns.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: 64 * 1024,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 300 },
    // Fastify would give each GET a second route for its head; see `answerHeads`.
    exposeHeadRoutes: false,
    rewriteUrl: asHead,
    // Large files come over weak networks; all other bodies have `QUICK_MS`.
    requestTimeout: SLOW_MS,
    http: { headersTimeout: QUICK_MS, maxHeaderSize: HEAD_BYTES },
    connectionTimeout: 60_000,
    forceCloseConnections: 'idle',
    // A path that cannot be decoded or is too long meets no route and no hook.
    frameworkErrors: (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
      reply.headers(bareHeaders)
      options.onError(error, request, reply)
    },
  }) as unknown as FastifyInstance

  const known: KnownRoute[] = []
  routes.set(server, known)
  server.addHook('onRoute', ({ method, url, config }) => {
    for (const one of [method].flat()) known.push({ method: one, url, withoutCookies: config?.withoutCookies === true })
  })

  answerHeads(server)

  // Input is read by the endpoint's own form, in the person's language; schemas only describe it.
  server.setValidatorCompiler(() => () => true)
  server.setSerializerCompiler(() => (data) => (typeof data === 'string' ? data : JSON.stringify(data)))

  protectReplies(server, options.publicUrl)
  // Before anything is refused: who drips a body to the wrong address is not heard out either.
  server.addHook('onRequest', async (request) => {
    if (!request.routeOptions.config.slowBody) endSlowBody(request)
  })
  refuseOtherMethods(server)
  await server.register(cookie)
  registerForms(server)
  await server.register(multipart, {
    limits: { fieldNameSize: 100, fieldSize: 64 * 1024, fields: 200, files: 20, headerPairs: 50, parts: 220 },
  })
  await server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Punte', version: options.version },
      servers: [{ url: options.publicUrl }],
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
    },
    stripBasePath: false,
  })
  await server.register(fastifyStatic, {
    root: options.assetsDir,
    prefix: '/assets/',
    immutable: true,
    maxAge: '365d',
    index: false,
    preCompressed: true,
    decorateReply: false,
  })

  server.setErrorHandler(options.onError)
  server.addHook('onRequest', async (request) => {
    const { withoutCookies } = request.routeOptions.config
    // Who brings a token acts by the token alone; a cookie beside it has no power.
    if (withoutCookies || /^bearer /i.test(request.headers.authorization ?? '')) request.cookies = {}
    if (withoutCookies) return
    if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return
    if (!mayActWithCookies(request, options.publicUrl)) throw new Refusal(403, { key: 'kernel.foreign-origin' })
  })
  let closing = false
  server.addHook('preClose', async () => {
    closing = true
  })
  server.addHook('onSend', async (request, reply) => {
    // A connection kept alive would hold the stop up until it times out.
    if (closing) reply.header('connection', 'close')
    if (reply.statusCode === 413) await readToTheEnd(request)
  })
  server.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? 'none',
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    )
  })
  return server
}

/** A body that trickles in holds a connection for nothing. */
function endSlowBody({ raw }: FastifyRequest): void {
  if (raw.headers['content-length'] === undefined && raw.headers['transfer-encoding'] === undefined) return
  // One that has arrived may wait for its answer.
  const timeout = setTimeout(() => raw.complete || raw.destroy(), QUICK_MS)
  timeout.unref()
  for (const over of ['end', 'close'] as const) raw.once(over, () => clearTimeout(timeout))
}

/** Fastify believes nobody when it is given a number of hops, so hops are counted here. */
function trusted(proxies: number | string[] | false): string[] | false | ((address: string, hop: number) => boolean) {
  return typeof proxies === 'number' ? (_address, hop) => hop < proxies : proxies
}
