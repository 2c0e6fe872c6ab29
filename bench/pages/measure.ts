import { request } from 'node:http'
import type { Room, Size } from '../frame/bench.ts'
import type { Load, LoadResult } from '../frame/client.ts'
import type { Figure } from '../frame/figure.ts'
import type { Client, Target } from '../frame/processes.ts'
import type { Draw } from './draw.ts'
import { numbersFrom } from './texts.ts'

interface Durations {
  warmSeconds: number
  seconds: number
  /** For addresses as people draw them: the first minute of a process, whose first two seconds are not counted. */
  drawnSeconds: number
  connections: number
  addresses: number
}

const durations: Record<Size, Durations> = {
  full: { warmSeconds: 2, seconds: 6, drawnSeconds: 60, connections: 32, addresses: 6_000 },
  quick: { warmSeconds: 1, seconds: 3, drawnSeconds: 15, connections: 32, addresses: 3_000 },
  tiny: { warmSeconds: 0, seconds: 1, drawnSeconds: 1, connections: 2, addresses: 20 },
}

/**
 * Three runs with the same client and concurrency: the bare server, addresses as people draw them, and one address for all.
 * The baseline sends as many bytes as ours in the mean, in the same encoding.
 */
export async function measurePage(options: {
  draw: Draw
  ours: Target
  bare: Target
  client: Client
  room: Room
  bar: number | undefined
}): Promise<Figure[]> {
  const { draw, ours, bare, client, room, bar } = options
  const { warmSeconds, seconds, drawnSeconds, connections, addresses } = durations[room.size]
  const random = numbersFrom(draw.name.length)
  const drawn = Array.from({ length: connections }, () => Array.from({ length: addresses }, () => draw.next(random)))
  const one = await mostDrawn(drawn)
  const constant = await constantLike(ours.origin, drawn.flat().slice(0, 40), draw.headers)
  const load = (origin: string, paths: string[][], times = { warmSeconds, seconds }): Promise<LoadResult> =>
    client.run({ origin, paths, headers: draw.headers, ...times } satisfies Load)
  const baseline = await load(
    bare.origin,
    drawn.map(() => [constant]),
  )
  const before = await repliesOf(ours.origin)
  const spread = await load(ours.origin, drawn, { warmSeconds, seconds: drawnSeconds })
  const after = await repliesOf(ours.origin)
  const made = (after.made - before.made) / (after.made - before.made + after.kept - before.kept)
  const crowd = await load(
    ours.origin,
    drawn.map(() => [one]),
  )
  const name = `pages.${draw.name}`
  room.tell(
    `${name}: bare ${told(baseline)}; drawn ${told(spread)}, ${(100 * made).toFixed(1)} % made anew; one address ${told(crowd)}`,
  )
  return [
    {
      figure: name,
      ours: spread.requestsPerSecond,
      baseline: baseline.requestsPerSecond,
      unit: 'requests/s',
      ...(bar !== undefined && { bar: { ratio: bar, atLeast: true } }),
    },
    { figure: `${name}.made-anew`, ours: made, baseline: 1, unit: 'share' },
    { figure: `${name}.p50`, ours: spread.p50, baseline: baseline.p50, unit: 'ms' },
    { figure: `${name}.p99`, ours: spread.p99, baseline: baseline.p99, unit: 'ms' },
    {
      figure: `${name}.crowd`,
      ours: crowd.requestsPerSecond,
      baseline: baseline.requestsPerSecond,
      unit: 'requests/s',
    },
    { figure: `${name}.crowd.p50`, ours: crowd.p50, baseline: baseline.p50, unit: 'ms' },
    { figure: `${name}.crowd.p99`, ours: crowd.p99, baseline: baseline.p99, unit: 'ms' },
  ]
}

function told({ requestsPerSecond, p50, p99 }: LoadResult): string {
  return `${requestsPerSecond.toFixed(0)}/s (p50 ${p50.toFixed(1)}, p99 ${p99.toFixed(1)} ms)`
}

/** How many public replies the server has sent from a copy, and how many it had to make. */
async function repliesOf(origin: string): Promise<{ kept: number; made: number }> {
  const { body } = await transferred(`${origin}/metrics`, {})
  const count = (copy: string) => Number(new RegExp(`{copy="${copy}"} (\\d+)`).exec(body.toString())?.[1] ?? 0)
  return { kept: count('kept'), made: count('made') }
}

/** What a crowd that was sent by the press asks for. */
function mostDrawn(drawn: string[][]): string {
  const times = new Map<string, number>()
  for (const path of drawn.flat()) times.set(path, (times.get(path) ?? 0) + 1)
  return [...times].reduce((most, other) => (other[1] > most[1] ? other : most))[0]
}

/** The address at which the bare server sends what these addresses send in the mean. */
async function constantLike(origin: string, paths: string[], headers: Record<string, string>): Promise<string> {
  const sent = await Promise.all(paths.map((path) => transferred(origin + path, headers)))
  const size = Math.round(sent.reduce((sum, { bytes }) => sum + bytes, 0) / sent.length)
  const { type, encoding } = sent[0] as Transferred
  return `/constant?${new URLSearchParams({ size: String(size), type, encoding })}`
}

export interface Transferred {
  /** Of the body, as it goes over the wire. */
  bytes: number
  type: string
  encoding: string
  body: Buffer
}

/** A body as it is sent, not decompressed. @throws Error for anything but 200 */
export function transferred(url: string, headers: Record<string, string>): Promise<Transferred> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk) => chunks.push(chunk))
      answer.on('end', () => {
        const body = Buffer.concat(chunks)
        if (answer.statusCode !== 200) return reject(new Error(`${url} answered ${answer.statusCode}: ${body}`))
        resolve({
          bytes: body.length,
          type: answer.headers['content-type'] ?? '',
          encoding: answer.headers['content-encoding'] ?? '',
          body,
        })
      })
    })
    asked.on('error', reject)
    asked.end()
  })
}
