import type { ChangeFeed } from '#kernel/changes/change-feed.ts'
import type { Viewed } from './page-views.ts'
import type { Pressure } from './pressure.ts'
import { asRefusal } from './problem.ts'
import { bytesOf, encode, type Rendered } from './rendered.ts'

/** Part of a copy's time for which it is shown beyond it: with counts folded every 2 s a page is then still at most 5 s behind. */
const GRACE = 0.5
/** An older copy than this says too little. */
const OLDEST_MS = 10 * 60_000
/** However little has changed: something that nobody thought of may have. */
const LONGEST_MS = 10 * 60_000
/** Of a copy beside its bytes: key, addresses, headers. */
const AROUND = 1_500

export interface CacheOptions {
  /** Bytes of all copies together. */
  maxBytes?: number
  /** Says how long copies are good that depend on what it tells; without it they are kept like all others. */
  feed?: ChangeFeed | undefined
  /** Milliseconds until the civil day is over: pages tell days that are left. */
  untilTomorrow?: () => number
}

/** How a request at one address, in one encoding and language, was answered with a copy: bytes and header lines as they left. */
export interface Answer {
  headers: string[]
  body: Buffer
  etag: string
  /** Pattern of the route, for log and measurements. */
  route: string
  viewed?: Viewed
}

interface Entry {
  rendered: Rendered
  key: string
  bytes: number
  /** The moment for which everything is kept. */
  until: number
  /** Its dependence says how much longer, up to here. */
  longest: number
  /** Position of the feed before it was made. */
  madeAt: number
  addresses: string[]
  /** Asked for since room was last looked for. */
  used: boolean
}

/** Spellings of one address, in all encodings; made-up parameters must not use up the memory. */
const MOST_ADDRESSES = 8
const LONGEST_ADDRESS = 300

/**
 * Keeps public replies and makes each at most once at a time, so a crowd on one address costs one query. A reply is kept for a moment, and
 * one that says what it depends on as long as nothing of that changes. Those that nobody asked for lately go first when the bytes are used up.
 */
export class PublicCache {
  private readonly kept = new Map<string, Entry>()
  private readonly making = new Map<string, Promise<Rendered>>()
  private readonly answers = new Map<string, { entry: Entry; answer: Answer }>()
  /** How often a copy was sent, and how often a reply had to be made. */
  readonly counts = { kept: 0, made: 0 }
  private bytes = 0

  private readonly seconds: number
  private readonly options: CacheOptions
  private readonly maxBytes: number

  constructor(seconds: number, options: CacheOptions = {}) {
    this.seconds = seconds
    this.options = options
    this.maxBytes = options.maxBytes ?? 64 * 1024 * 1024
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
    hit.used = true
    const until = this.until(hit)
    if (until > nowMs) {
      this.counts.kept += 1
      return hit.rendered
    }
    const late = nowMs - until
    const next = this.renew(key, nowMs, make)
    // Waited for by nobody: it must not end the process.
    next.catch(() => {})
    if (late < this.graceMs) return hit.rendered
    const old = { ...hit.rendered, old: true as const }
    if (late >= OLDEST_MS) return next
    return pressure === 'much'
      ? old
      : next.catch((error) => (asRefusal(error).status === 503 ? old : Promise.reject(error)))
  }

  /**
   * How this address was answered with a copy that is still good, or that has just grown old while the next is on its way; undefined where
   * more has to be done.
   */
  answerAt(address: string, nowMs: number): Answer | undefined {
    const known = this.answers.get(address)
    if (!known) return undefined
    const late = nowMs - this.until(known.entry)
    if (late >= 0 && !(late < this.graceMs && this.making.has(known.entry.key))) return undefined
    known.entry.used = true
    this.counts.kept += 1
    return known.answer
  }

  /** Remembers how a copy was sent, as long as the copy is kept. */
  remember(key: string, rendered: Rendered, address: string, answer: Answer): void {
    const entry = this.kept.get(key)
    // Another copy has taken its place meanwhile.
    if (entry?.rendered !== rendered || this.answers.has(address) || address.length > LONGEST_ADDRESS) return
    if (entry.addresses.length >= MOST_ADDRESSES) this.answers.delete(entry.addresses.shift() as string)
    entry.addresses.push(address)
    this.answers.set(address, { entry, answer })
  }

  private get graceMs(): number {
    return this.seconds * 1000 * GRACE
  }

  private until({ rendered, until, longest, madeAt }: Entry): number {
    const { feed } = this.options
    if (!rendered.while || !feed) return until
    return Math.max(until, Math.min(longest, feed.goodUntil(rendered.while, madeAt)))
  }

  private renew(key: string, nowMs: number, make: () => Promise<Rendered>): Promise<Rendered> {
    const inFlight = this.making.get(key)
    if (inFlight) return inFlight
    this.counts.made += 1
    const madeAt = this.options.feed?.position ?? 0
    const made = make()
      .then(async (rendered) => {
        // Before it takes the place of the old one, so that no crowd waits for a compression.
        for (const encoding of this.kept.get(key)?.rendered.encoded.keys() ?? []) await encode(rendered, encoding)
        if (this.seconds > 0 && rendered.status === 200) this.keep(key, rendered, nowMs, madeAt)
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

  private keep(key: string, rendered: Rendered, nowMs: number, madeAt: number): void {
    this.drop(key)
    const longest = nowMs + Math.min(LONGEST_MS, this.options.untilTomorrow?.() ?? LONGEST_MS)
    const until = nowMs + this.seconds * 1000
    const bytes = this.sizeOf(key, rendered)
    const entry: Entry = { rendered, key, bytes, until, longest, madeAt, addresses: [], used: false }
    // One huge reply must not drive out all the others.
    if (entry.bytes > this.maxBytes / 4) return
    this.kept.set(key, entry)
    this.bytes += entry.bytes
    rendered.resized = () => this.resize(entry)
    this.makeRoomFor(entry)
  }

  private sizeOf(key: string, rendered: Rendered): number {
    return key.length * 2 + AROUND + bytesOf(rendered)
  }

  private resize(entry: Entry): void {
    if (this.kept.get(entry.key) !== entry) return
    this.bytes -= entry.bytes
    entry.bytes = this.sizeOf(entry.key, entry.rendered)
    this.bytes += entry.bytes
    this.makeRoomFor(entry)
  }

  /**
   * The oldest go first, but what was asked for meanwhile gets a second chance behind the newest. Moving each copy whenever it is asked for
   * would cost a tenth of the answer: a large Map that is changed at every request is copied all the time.
   */
  private makeRoomFor(fresh: Entry): void {
    for (const [key, entry] of this.kept) {
      if (this.bytes <= this.maxBytes || this.kept.size === 1) break
      if (!entry.used && entry !== fresh) {
        this.drop(key)
        continue
      }
      entry.used = false
      this.kept.delete(key)
      this.kept.set(key, entry)
    }
  }

  private drop(key: string): void {
    const entry = this.kept.get(key)
    if (!entry) return
    this.bytes -= entry.bytes
    this.kept.delete(key)
    for (const address of entry.addresses) this.answers.delete(address)
  }
}
