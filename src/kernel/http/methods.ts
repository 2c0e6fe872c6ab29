import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { MethodNotAllowed } from '#kernel/errors.ts'

/** Requests for a head, while the router looks for the GET of their address. */
const heads = new WeakSet<IncomingMessage>()

/** Fastify's `rewriteUrl`, the one place before the router: whoever asks for a head is led to what answers GET there. */
export function asHead(request: IncomingMessage): string {
  if (request.method === 'HEAD') {
    heads.add(request)
    request.method = 'GET'
  }
  return request.url ?? '/'
}

/**
 * HEAD is answered by the route of GET, and nothing of a body is read or sent: Node drops what is written. A route of its own for each
 * head would double what every process mounts at its start. To be called before any other hook: they all see HEAD.
 */
export function answerHeads(server: FastifyInstance): void {
  server.addHook('onRequest', ({ raw }, _reply, done) => {
    if (heads.has(raw)) raw.method = 'HEAD'
    done()
  })
  server.addHook('onSend', ({ method }, reply, payload, done) => {
    if (method !== 'HEAD') return done(null, payload)
    if (payload === undefined && ![204, 304].includes(reply.statusCode)) reply.header('content-length', '0')
    if (!(payload instanceof Readable)) return done(null, payload)
    payload.on('error', () => {}).destroy()
    done(null, null)
  })
}

/** Methods that some route has. */
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const
/** Who may not read it is told that it does not exist, by any method. */
export const UNSEEN = '/metrics'

/**
 * An address that answers other methods says which: 405, before a body is read. Looked up only where no route was met, so it costs
 * other requests nothing.
 */
export function refuseOtherMethods(server: FastifyInstance): void {
  server.addHook('onRequest', ({ is404, url }, _reply, done) => {
    const asks = is404 && url.split('?')[0] !== UNSEEN
    const allowed = asks ? METHODS.filter((method) => server.findRoute({ method, url }) !== null) : []
    if (allowed.length === 0) return done()
    done(new MethodNotAllowed(allowed.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))))
  })
}
