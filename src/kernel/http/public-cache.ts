import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Pressure } from './pressure.ts'
import { asRefusal } from './problem.ts'

/** One rendered public reply, ready to be sent in any encoding. */
export interface Rendered {
  status: number
  contentType: string
  headers: Record<string, string>
  body: Buffer
  /** The body compressed, made when somebody first takes it so: most replies leave in one encoding alone. */
  encoded: Map<Encoding, Promise<Buffer>>
  /** Weak: one for all encodings, whose bytes differ. */
  etag: string
  /** The one path of this reply, when it has one. */
  canonical?: string
  madeAt: Date
}

type Encoding = 'br' | 'gzip'

const toGzip = promisify(gzip)
const toBrotli = promisify(brotliCompress)

const compress: Record<Encoding, (body: Buffer) => Promise<Buffer>> = {
  gzip: (body) => toGzip(body, { level: 5 }),
  br: (body) =>
    toBrotli(body, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
    }),
}

export function render(reply: {
  status: number
  contentType: string
  headers?: Record<string, string>
  body: string | Buffer
  canonical?: string | undefined
  madeAt?: Date
}): Rendered {
  const body = Buffer.isBuffer(reply.body) ? reply.body : Buffer.from(reply.body)
  return {
    status: reply.status,
    contentType: reply.contentType,
    headers: reply.headers ?? {},
    body,
    encoded: new Map(),
    etag: etagOf(body),
    ...(reply.canonical !== undefined && { canonical: reply.canonical }),
    madeAt: reply.madeAt ?? new Date(),
  }
}

export function etagOf(body: Buffer): string {
  return `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
}

/** Of the body alone: pages and JSON compress to a quarter of it or less, in each of two encodings. */
const WITH_ENCODINGS = 1.5

/** Part of a copy's time for which it is shown beyond it: with counts folded every 2 s a page is then still at most 5 s behind. */
const GRACE = 0.5
/** An older copy than this says too little. */
const OLDEST_MS = 10 * 60_000

/**
 * Keeps public replies for a moment and makes each at most once at a time, so a crowd on one address costs one query.
 * Least recently used entries go first when `maxBytes` is reached.
 */
export class PublicCache {
  private readonly kept = new Map<string, { rendered: Rendered; until: number; bytes: number }>()
  private readonly making = new Map<string, Promise<Rendered>>()
  private bytes = 0

  private readonly seconds: number
  private readonly maxBytes: number

  constructor(seconds: number, maxBytes = 64 * 1024 * 1024) {
    this.seconds = seconds
    this.maxBytes = maxBytes
  }

  /**
   * A copy that has just grown old is shown once more while the next is made beside: nobody of a crowd waits for it. A much older one
   * is shown, marked as such, where there is no time for a new one or it could not be made.
   */
  async get(
    key: string,
    nowMs: number,
    make: () => Promise<Rendered>,
    pressure: Pressure = 'none',
  ): Promise<Rendered & { old?: true }> {
    const hit = this.kept.get(key)
    if (!hit) return this.renew(key, nowMs, make)
    // A Map keeps the order of setting: what is asked for moves to the end.
    this.kept.delete(key)
    this.kept.set(key, hit)
    if (hit.until > nowMs) return hit.rendered
    const late = nowMs - hit.until
    const next = this.renew(key, nowMs, make)
    // Waited for by nobody: it must not end the process.
    next.catch(() => {})
    if (late < this.seconds * 1000 * GRACE) return hit.rendered
    const old = { ...hit.rendered, old: true as const }
    if (late >= OLDEST_MS) return next
    return pressure === 'much'
      ? old
      : next.catch((error) => (asRefusal(error).status === 503 ? old : Promise.reject(error)))
  }

  private renew(key: string, nowMs: number, make: () => Promise<Rendered>): Promise<Rendered> {
    const inFlight = this.making.get(key)
    if (inFlight) return inFlight
    const made = make()
      .then((rendered) => {
        if (this.seconds > 0 && rendered.status === 200) this.keep(key, rendered, nowMs)
        // What is gone now must not come back as an old copy.
        else this.drop(key)
        return rendered
      })
      .catch((error) => {
        if (asRefusal(error).status !== 503) this.drop(key)
        throw error
      })
      .finally(() => this.making.delete(key))
    this.making.set(key, made)
    return made
  }

  private keep(key: string, rendered: Rendered, nowMs: number): void {
    this.drop(key)
    const bytes = key.length * 2 + rendered.body.length * WITH_ENCODINGS
    // One huge reply must not drive out all the others.
    if (bytes > this.maxBytes / 4) return
    this.kept.set(key, { rendered, until: nowMs + this.seconds * 1000, bytes })
    this.bytes += bytes
    for (const oldest of this.kept.keys()) {
      if (this.bytes <= this.maxBytes) break
      this.drop(oldest)
    }
  }

  private drop(key: string): void {
    const entry = this.kept.get(key)
    if (!entry) return
    this.bytes -= entry.bytes
    this.kept.delete(key)
  }
}

/** The best encoding both sides know. A crowd that waits for it waits for one compression. */
export async function encode(
  rendered: Rendered,
  acceptEncoding: string | undefined,
): Promise<{ body: Buffer; encoding: Encoding | null }> {
  const accepted = acceptedEncodings(acceptEncoding)
  const encoding = (['br', 'gzip'] as const).find((one) => accepted.has(one))
  if (!encoding || rendered.body.length < 600) return { body: rendered.body, encoding: null }
  const body = rendered.encoded.get(encoding) ?? compress[encoding](rendered.body)
  rendered.encoded.set(encoding, body)
  return { body: await body, encoding }
}

function acceptedEncodings(header = ''): Set<string> {
  const parts = header.split(',').map((part) =>
    part
      .trim()
      .toLowerCase()
      .split(/\s*;\s*q=/),
  )
  return new Set(parts.filter(([, q]) => q === undefined || Number(q) > 0).map(([name = '']) => name))
}
