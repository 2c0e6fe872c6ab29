import { createHash, timingSafeEqual } from 'node:crypto'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type pg from 'pg'
import { NotFound } from '#kernel/errors.ts'
import type { Services } from '#kernel/http/context.ts'
import { kernelGauges } from './kernel-gauges.ts'
import { type Gauge, gaugeText, type RequestHistogram } from './metrics.ts'

export interface MetricsOptions {
  services: Services
  pool: pg.Pool
  gauges: Gauge[]
  requests: RequestHistogram
  /** How often a kept copy of a public page was sent, and how often one was made. */
  copies: { kept: number; made: number }
  /** Who shows it may read from anywhere; null: only this machine may. */
  token: string | null
}

/** Serves /metrics for Prometheus. To others the page does not exist. */
export function serveMetrics(server: FastifyInstance, options: MetricsOptions): void {
  const { requests } = options
  const delay = monitorEventLoopDelay({ resolution: 20 })
  delay.enable()
  server.addHook('onClose', async () => {
    delay.disable()
  })
  server.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    requests.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000)
  })
  server.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    if (!mayRead(request, options.token)) throw new NotFound()
    const figures = [...processText(delay, options.pool)]
    for (const gauge of [...kernelGauges, ...options.gauges])
      figures.push(gaugeText(gauge, await gauge.read(options.services).catch(() => Number.NaN)))
    delay.reset()
    return reply
      .header('cache-control', 'no-store')
      .type('text/plain; version=0.0.4; charset=utf-8')
      .send(requests.text() + copiesText(options.copies) + figures.join(''))
  })
}

/**
 * A proxy on this machine connects from the loopback address too: whoever comes through one must show the token, and a header that
 * somebody forged only takes the right away.
 */
function mayRead(request: FastifyRequest, token: string | null): boolean {
  const { authorization, forwarded, via } = request.headers
  if (token !== null && authorization !== undefined) return same(authorization, `Bearer ${token}`)
  const proxied = forwarded ?? via ?? request.headers['x-forwarded-for'] ?? request.headers['x-real-ip']
  return proxied === undefined && /^(::ffff:)?127\.|^::1$/.test(request.socket.remoteAddress ?? '')
}

function same(given: string, expected: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(given), hash(expected))
}

/** Of public pages, since this process began. */
function copiesText({ kept, made }: MetricsOptions['copies']): string {
  const name = 'punte_http_public_replies_total'
  return `# HELP ${name} Public replies by whether a copy was kept.\n# TYPE ${name} counter\n${name}{copy="kept"} ${kept}\n${name}{copy="made"} ${made}\n`
}

/** Of this process since the last reading; nanoseconds become seconds. */
function processText(delay: ReturnType<typeof monitorEventLoopDelay>, pool: pg.Pool): string[] {
  const seconds = (nanoseconds: number) => (Number.isFinite(nanoseconds) ? nanoseconds / 1e9 : 0)
  return [
    gaugeText(
      {
        name: 'punte_event_loop_delay_p99_seconds',
        help: 'Delay of the event loop since the last reading, 99th percentile.',
      },
      seconds(delay.percentile(99)),
    ),
    gaugeText(
      { name: 'punte_event_loop_delay_max_seconds', help: 'Longest delay of the event loop since the last reading.' },
      seconds(delay.max),
    ),
    gaugeText({ name: 'punte_memory_resident_bytes', help: 'Memory of this process.' }, process.memoryUsage.rss()),
    gaugeText({ name: 'punte_pool_connections', help: 'Open connections to PostgreSQL.' }, pool.totalCount),
    gaugeText({ name: 'punte_pool_idle', help: 'Connections that wait for work.' }, pool.idleCount),
    gaugeText({ name: 'punte_pool_waiting', help: 'Requests that wait for a connection.' }, pool.waitingCount),
  ]
}
