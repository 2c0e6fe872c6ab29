import { setTimeout as pause } from 'node:timers/promises'
import { type Fetched, type FetchOptions, fetchOutside, Unfetchable, type WhyNot } from '#kernel/fetch/fetch-outside.ts'
import { type FaultCode, SourceFault } from './fault.ts'
import type { Spent } from './source.ts'

/** How much of a source is read at most, whatever it announces. */
export interface Allowance {
  requests: number
  bytes: number
  /** Of one answer. */
  answerBytes: number
  /** For one answer, from the name to the last byte. */
  answerSeconds: number
}

export interface ReadOptions extends Allowance {
  /** What tests say of addresses of their own machine. */
  fetch?: Partial<FetchOptions>
  /** Asked before each request, so that who waits for nothing any more ends: throws what shall end it. */
  before?: () => Promise<void> | void
  /** Counted up as it is read: what was spent before counts too. */
  spent?: Spent
  /** Seconds to wait before the second and the third try. */
  pauses?: readonly number[]
}

export interface Answer {
  text: string
  contentType: string
  /** After redirects. */
  url: string
  status: number
}

/** Reads addresses of one source, within what is allowed for all of them together. */
export interface AddressReader {
  /** @param expects statuses beside 2xx that are an answer, not a fault @throws SourceFault */
  read(url: string, headers?: Record<string, string>, expects?: (status: number) => boolean): Promise<Answer>
}

/** One that is overloaded, or that starts again, mostly answers a little later. */
const AGAIN_AFTER = new Set([429, 500, 502, 503, 504])
const PAUSES = [2, 10]
const LONGEST_PAUSE_SECONDS = 60

/** @param options may allow more while it is read */
export function addressReader(options: ReadOptions): AddressReader {
  const spent = options.spent ?? { requests: 0, bytes: 0 }

  async function once(url: string, headers: Record<string, string>): Promise<Fetched> {
    await options.before?.()
    if (spent.requests >= options.requests) throw new SourceFault('too-many-pages', { most: options.requests })
    spent.requests += 1
    const most = Math.min(options.answerBytes, options.bytes - spent.bytes)
    if (most <= 0) throw new SourceFault('too-many-bytes', { most: options.bytes })
    const fetched = await fetchOutside(url, { seconds: options.answerSeconds, most, headers, ...options.fetch })
    spent.bytes += fetched.body.length
    return fetched
  }

  async function tried(url: string, headers: Record<string, string>): Promise<Fetched> {
    for (const seconds of options.pauses ?? PAUSES) {
      const fetched = await once(url, headers).catch((error: unknown) => {
        if (error instanceof Unfetchable && mayPass(error)) return error
        throw error
      })
      if (!(fetched instanceof Error) && !AGAIN_AFTER.has(fetched.status)) return fetched
      const asked = fetched instanceof Error ? 0 : Number(fetched.headers['retry-after'] ?? 0)
      await pause(1000 * Math.min(Math.max(seconds, asked || 0), seconds === 0 ? 0 : LONGEST_PAUSE_SECONDS))
    }
    return once(url, headers)
  }

  return {
    async read(url, headers = {}, expects = () => false) {
      try {
        const fetched = await tried(url, headers)
        const { status, contentType } = fetched
        if (!(status >= 200 && status < 300) && !expects(status)) throw new SourceFault('status', { url, status })
        return { text: decoded(fetched), contentType, url: fetched.url, status }
      } catch (error) {
        if (error instanceof Unfetchable) throw new SourceFault(faultOf(error.why), { url })
        throw error
      }
    },
  }
}

const mayPass = ({ why }: Unfetchable) => why === 'broken' || why === 'too-slow'

function faultOf(why: WhyNot): FaultCode {
  if (why === 'too-large' || why === 'too-slow') return why
  return why === 'address-refused' || why === 'not-web' || why === 'too-many-redirects'
    ? 'refused-address'
    : 'no-answer'
}

/** Strictly: a wrong letter in a name would be kept for ever. @throws SourceFault */
function decoded({ body, contentType, url }: Fetched): string {
  const named = /;\s*charset="?([\w.:-]+)/i.exec(contentType)?.[1] ?? 'utf-8'
  for (const label of [named, 'utf-8'])
    try {
      return new TextDecoder(label, { fatal: true }).decode(body)
    } catch {
      // Not what was said, or nothing that anybody knows.
    }
  throw new SourceFault('not-utf8', { url })
}
