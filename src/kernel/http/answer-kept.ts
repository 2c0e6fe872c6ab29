import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { preferredLang } from '#kernel/i18n/lang.ts'
import type { RequestHistogram } from '#kernel/metrics/metrics.ts'
import type { Tally } from '#kernel/tally.ts'
import { countView } from './page-views.ts'
import type { PublicCache } from './public-cache.ts'
import { bestEncoding } from './rendered.ts'

type Handler = (request: IncomingMessage, response: ServerResponse) => void

/**
 * A copy of a public page that is still good goes out before the request meets routes and hooks, with the header lines with which it went
 * out the first time: hooks protect replies and refuse foreign acts, and this one was protected then and is a GET that acts on nothing. Log,
 * measurements and counts of views are as for every request.
 */
export function answerKeptFirst(
  server: FastifyInstance,
  cache: PublicCache,
  requests: RequestHistogram,
  views: Tally,
): void {
  let closing = false
  server.addHook('preClose', async () => {
    closing = true
  })
  const [answer] = server.server.listeners('request') as [Handler]
  server.server.removeAllListeners('request')
  server.server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (closing || request.method !== 'GET' || hasBody(request)) return answer(request, response)
    const begun = performance.now()
    const kept = cache.answerAt(addressOf(request), Date.now())
    const known = request.headers['if-none-match']
    // One that names several, or another copy, is for those who compare them.
    if (!kept || (known !== undefined && known !== kept.etag)) return answer(request, response)
    const status = known === undefined ? 200 : 304
    if (status === 200) response.writeHead(200, kept.headers).end(kept.body)
    else response.writeHead(304, withoutBody(kept.headers)).end()
    countView(views, kept.viewed, request)
    const ms = performance.now() - begun
    server.log.info({ reqId: randomUUID(), method: 'GET', route: kept.route, status, ms: Math.round(ms) }, 'request')
    requests.observe({ method: 'GET', route: kept.route, status }, ms / 1000)
  })
}

/** Everything that a public reply can depend on in a request. Paths of people name their language; those of programs do not. */
export function addressOf({ url = '', headers }: IncomingMessage): string {
  const lang = url.startsWith('/api/') ? preferredLang(headers['accept-language']) : ''
  return `${bestEncoding(headers['accept-encoding'])} ${lang} ${url}`
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined
}

const OF_A_BODY = new Set(['content-length', 'content-type', 'content-encoding'])

function withoutBody(headers: string[]): string[] {
  return headers.filter((_, at) => !OF_A_BODY.has(headers[at - (at % 2)] as string))
}
