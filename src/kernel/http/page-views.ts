import type { IncomingHttpHeaders } from 'node:http'
import type { Tally } from '#kernel/tally.ts'

/** A page of the thing with a number, under the name by which its views are counted. */
export interface Viewed {
  what: string
  number: number
}

interface Asking {
  method?: string | undefined
  headers: IncomingHttpHeaders
}

/**
 * Counts that a page was shown, also from a copy of ours or as "you have it already" (304): one more, and nothing of who asked. Copies that a
 * browser shows without asking, and those of machines before ours, are not seen here.
 */
export function countView(views: Tally, viewed: Viewed | null | undefined, { method, headers }: Asking): void {
  if (viewed && method === 'GET' && isByPerson(headers)) views.add(viewed.number, viewed.what)
}

/** How programs that read by themselves name themselves; those that do not say so are counted like people. Cubot makes telephones. */
const ROBOT = /(?<!cu)bot(?:\b|_)|crawl|spider|slurp|monitor|preview|facebookexternalhit|headless|lighthouse|archive/i

/**
 * The rule that the page of statistics states: a browser of people names itself Mozilla or Opera, as they all do, and in no word as a robot; and
 * what a browser fetches before anybody wants it is not looked at yet.
 */
export function isByPerson(headers: IncomingHttpHeaders): boolean {
  const { 'user-agent': agent = '' } = headers
  const early = `${headers['sec-purpose'] ?? ''} ${headers.purpose ?? ''} ${headers['x-moz'] ?? ''}`.includes(
    'prefetch',
  )
  return !early && /^(?:Mozilla|Opera)\//.test(agent) && !ROBOT.test(agent)
}
