import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, brotliDecompressSync, constants, gunzipSync, gzip } from 'node:zlib'
import type { Dependence } from '#kernel/changes/change-feed.ts'
import type { Viewed } from './page-views.ts'

/** One rendered public reply, ready to be sent in any encoding. */
export interface Rendered {
  status: number
  contentType: string
  headers: Record<string, string>
  /** Null once it is held compressed, which takes a quarter of the memory: {@link bodyOf}. */
  body: Buffer | null
  /** The body compressed, made when somebody first takes it so: most replies leave in one encoding alone. */
  encoded: Map<Encoding, Buffer>
  compressing: Map<Encoding, Promise<Buffer>>
  /** Weak: one for all encodings, whose bytes differ. */
  etag: string
  /** The one path of this reply, when it has one. */
  canonical?: string
  madeAt: Date
  /** What it depends on, where its endpoint says so; the others are kept for a moment only. */
  while?: Dependence
  /** Under what its views are counted, where they are. */
  viewed?: Viewed
  /** Told when it begins to take more or fewer bytes. */
  resized?: () => void
}

export type Encoding = 'br' | 'gzip'

/** A higher one takes four times as long for a fifteenth of the bytes, and a page is compressed again with every signature. */
const QUALITY = 2

const toGzip = promisify(gzip)
const toBrotli = promisify(brotliCompress)

const compress: Record<Encoding, (body: Buffer) => Promise<Buffer>> = {
  gzip: (body) => toGzip(body, { level: 5 }),
  br: (body) =>
    toBrotli(body, {
      params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
    }),
}
const decompress: Record<Encoding, (body: Buffer) => Buffer> = { gzip: gunzipSync, br: brotliDecompressSync }

/** Smaller ones would hardly become smaller. */
export const WORTH_COMPRESSING = 600

export function render(reply: {
  status: number
  contentType: string
  headers?: Record<string, string>
  body: string | Buffer
  canonical?: string | undefined
  madeAt?: Date
  while?: Dependence | null | undefined
  viewed?: Viewed | null | undefined
}): Rendered {
  const body = Buffer.isBuffer(reply.body) ? reply.body : Buffer.from(reply.body)
  return {
    status: reply.status,
    contentType: reply.contentType,
    headers: reply.headers ?? {},
    body,
    encoded: new Map(),
    compressing: new Map(),
    etag: etagOf(body),
    ...(reply.canonical !== undefined && { canonical: reply.canonical }),
    madeAt: reply.madeAt ?? new Date(),
    ...(reply.while && { while: reply.while }),
    ...(reply.viewed && { viewed: reply.viewed }),
  }
}

/** Weak, for a body in whatever encoding. */
export function etagOf(body: Buffer): string {
  return `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
}

/** The body as it was rendered. Those who take no encoding are few. */
export function bodyOf({ body, encoded }: Rendered): Buffer {
  if (body) return body
  const [[encoding, bytes]] = encoded as unknown as [[Encoding, Buffer]]
  return decompress[encoding](bytes)
}

export function bytesOf({ body, encoded }: Rendered): number {
  return [...encoded.values()].reduce((sum, { length }) => sum + length, body?.length ?? 0)
}

/** The best encoding both sides know. A crowd that waits for it waits for one compression. */
export async function encode(
  rendered: Rendered,
  acceptEncoding: string | undefined,
): Promise<{ body: Buffer; encoding: Encoding | null }> {
  const encoding = bestEncoding(acceptEncoding)
  if (!encoding || (rendered.body && rendered.body.length < WORTH_COMPRESSING))
    return { body: bodyOf(rendered), encoding: null }
  const known = rendered.encoded.get(encoding)
  if (known) return { body: known, encoding }
  const making = rendered.compressing.get(encoding) ?? compressed(rendered, encoding)
  rendered.compressing.set(encoding, making)
  return { body: await making, encoding }
}

async function compressed(rendered: Rendered, encoding: Encoding): Promise<Buffer> {
  try {
    const body = await compress[encoding](bodyOf(rendered))
    rendered.encoded.set(encoding, body)
    rendered.body = null
    rendered.resized?.()
    return body
  } finally {
    rendered.compressing.delete(encoding)
  }
}

const known = new Map<string, Encoding | null>()
const MOST_KNOWN = 200

/** There are some dozen values of this header in the world, and each request has one. */
export function bestEncoding(header = ''): Encoding | null {
  const before = known.get(header)
  if (before !== undefined) return before
  const accepted = acceptedEncodings(header)
  const best = (['br', 'gzip'] as const).find((one) => accepted.has(one)) ?? null
  if (known.size >= MOST_KNOWN) known.clear()
  known.set(header, best)
  return best
}

function acceptedEncodings(header: string): Set<string> {
  const parts = header.split(',').map((part) =>
    part
      .trim()
      .toLowerCase()
      .split(/\s*;\s*q=/),
  )
  return new Set(parts.filter(([, q]) => q === undefined || Number(q) > 0).map(([name = '']) => name))
}
