import { randomUUID } from 'node:crypto'
import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import fastifyStatic from '@fastify/static'
import swagger from '@fastify/swagger'
import fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify'
import { Refusal } from '#kernel/errors.ts'
import { mayActWithCookies } from './same-origin.ts'

export interface ServerOptions {
  logger: NonNullable<FastifyServerOptions['loggerInstance']>
  trustProxy: number | string[] | false
  publicUrl: string
  assetsDir: string
  /** Version of the API in its description. */
  version: string
}

const MAX_FORM_FIELDS = 1_000

/** An HTTP server with the rules that hold for every route: headers, parsers, limits, origin check, log. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const server = fastify({
    loggerInstance: options.logger,
    trustProxy: options.trustProxy === false ? false : (options.trustProxy as string[]),
    disableRequestLogging: true,
    genReqId: () => randomUUID(),
    bodyLimit: 64 * 1024,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 300 },
    requestTimeout: 30_000,
    connectionTimeout: 60_000,
    forceCloseConnections: 'idle',
  }) as unknown as FastifyInstance

  // Input is read by the endpoint's own form, in the person's language; schemas only describe it.
  server.setValidatorCompiler(() => () => true)
  server.setSerializerCompiler(() => (data) => (typeof data === 'string' ? data : JSON.stringify(data)))

  await server.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        imgSrc: ["'self'", 'data:'],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        ...(options.publicUrl.startsWith('https:') && { upgradeInsecureRequests: [] }),
      },
    },
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
    strictTransportSecurity: options.publicUrl.startsWith('https:')
      ? { maxAge: 31_536_000, includeSubDomains: true }
      : false,
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    frameguard: { action: 'deny' },
  })
  await server.register(cookie)
  await server.register(formbody, { parser: parseForm, bodyLimit: 64 * 1024 })
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

  server.addHook('onRequest', async (request) => {
    if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return
    if (!mayActWithCookies(request, options.publicUrl)) throw new Refusal(403, { key: 'kernel.foreign-origin' })
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

/** Fields of an urlencoded form; a name that comes twice gives a list. No prototype, so no name is special. */
export function parseForm(body: string): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = Object.create(null)
  if (body.split('&', MAX_FORM_FIELDS + 1).length > MAX_FORM_FIELDS) throw new Refusal(413, { key: 'kernel.too-large' })
  for (const [name, value] of new URLSearchParams(body)) {
    const earlier = fields[name]
    fields[name] = earlier === undefined ? value : Array.isArray(earlier) ? [...earlier, value] : [earlier, value]
  }
  return fields
}
