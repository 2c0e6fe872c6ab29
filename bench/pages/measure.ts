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
  /** The first while of a process, of which two seconds are not counted: hardly any copy is made. */
  coldSeconds: number
  /** Then so long, not counted, before the while that is: as a process serves that was not begun a moment ago. */
  settlingSeconds: number
  settledSeconds: number
  connections: number
  /** That a connection asks for before it begins again, in each of the two. */
  addresses: number
}

const durations: Record<Size, Durations> = {
  full: {
    warmSeconds: 2,
    seconds: 6,
    coldSeconds: 30,
    settlingSeconds: 60,
    settledSeconds: 20,
    connections: 32,
    addresses: 14_000,
  },
  quick: {
    warmSeconds: 1,
    seconds: 3,
    coldSeconds: 8,
    settlingSeconds: 15,
    settledSeconds: 8,
    connections: 32,
    addresses: 5_000,
  },
  tiny: {
    warmSeconds: 0,
    seconds: 0.3,
    coldSeconds: 0.3,
    settlingSeconds: 0,
    settledSeconds: 0.3,
    connections: 2,
    addresses: 20,
  },
}

/** Of these there are so few addresses that all copies are made at once. */
const FEW_ADDRESSES: Draw['name'][] = ['home', 'list']

/**
 * Runs with the same client and concurrency: one address for all against a bare server that sends as many bytes; then addresses as people draw
 * them, from the beginning of a process and when it has settled, against one that sends as many bytes in the mean. The bare server is measured
 * before and after, since a machine is not as fast in every minute.
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
  const { warmSeconds, seconds, coldSeconds, settlingSeconds, settledSeconds, connections, addresses } =
    durations[room.size]
  const random = numbersFrom(draw.name.length)
  const drawn = () =>
    Array.from({ length: connections }, () => Array.from({ length: addresses }, () => draw.next(random)))
  const first = drawn()
  const one = mostDrawn(first)
  const load = (origin: string, paths: string[][], times = { warmSeconds, seconds }): Promise<LoadResult> =>
    client.run({ origin, paths, headers: draw.headers, ...times } satisfies Load)
  const everybody = (path: string) => first.map(() => [path])
  const asDrawn = async (paths: string[][], times: { warmSeconds: number; seconds: number }) => {
    const before = await repliesOf(ours.origin)
    const result = await load(ours.origin, paths, times)
    const after = await repliesOf(ours.origin)
    return { ...result, made: (after.made - before.made) / (after.made - before.made + after.kept - before.kept) }
  }
  const bareAs = async (paths: string[]) => {
    const constant = await constantLike(ours.origin, paths, draw.headers)
    return () => load(bare.origin, everybody(constant))
  }
  const [bareOfOne, bareOfMean] = [await bareAs([one]), await bareAs(first.flat().slice(0, 40))]
  const earlier = { one: await bareOfOne(), mean: await bareOfMean() }
  const few = FEW_ADDRESSES.includes(draw.name)
  const cold = few ? null : await asDrawn(first, { warmSeconds, seconds: coldSeconds })
  const settled = await asDrawn(drawn(), { warmSeconds: few ? warmSeconds : settlingSeconds, seconds: settledSeconds })
  const crowd = await load(ours.origin, everybody(one))
  const later = { one: await bareOfOne(), mean: await bareOfMean() }
  const name = `pages.${draw.name}`
  room.tell(
    `${name}: one address ${told(crowd)}, bare ${told(earlier.one)} and ${told(later.one)}; drawn ${cold ? `cold ${told(cold)}, ${percent(cold.made)} made anew; ` : ''}settled ${told(settled)}, ${percent(settled.made)} made anew, bare ${told(earlier.mean)} and ${told(later.mean)}`,
  )
  const ofMean = meanOf(earlier.mean, later.mean)
  return [
    ...three(name, crowd, meanOf(earlier.one, later.one), bar),
    ...three(`${name}.drawn`, settled, ofMean),
    { figure: `${name}.drawn.made-anew`, ours: settled.made, baseline: 1, unit: 'share' },
    ...(cold
      ? [
          compared(`${name}.cold`, cold, ofMean),
          { figure: `${name}.cold.made-anew`, ours: cold.made, baseline: 1, unit: 'share' as const },
        ]
      : []),
  ]
}

function three(name: string, ours: LoadResult, baseline: Baseline, bar?: number): Figure[] {
  return [
    { ...compared(name, ours, baseline), ...(bar !== undefined && { bar: { ratio: bar, atLeast: true } }) },
    { figure: `${name}.p50`, ours: ours.p50, baseline: baseline.p50, unit: 'ms' },
    { figure: `${name}.p99`, ours: ours.p99, baseline: baseline.p99, unit: 'ms' },
  ]
}

function compared(figure: string, ours: LoadResult, baseline: Baseline): Figure {
  return { figure, ours: ours.requestsPerSecond, baseline: baseline.requestsPerSecond, unit: 'requests/s' }
}

type Baseline = Pick<LoadResult, 'requestsPerSecond' | 'p50' | 'p99'>

function meanOf(one: LoadResult, other: LoadResult): Baseline {
  return {
    requestsPerSecond: (one.requestsPerSecond + other.requestsPerSecond) / 2,
    p50: (one.p50 + other.p50) / 2,
    p99: (one.p99 + other.p99) / 2,
  }
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`
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
