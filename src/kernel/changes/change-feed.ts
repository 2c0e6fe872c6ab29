import type { Reading } from './read-changes.ts'

/** What a kept reply depends on. */
export interface Dependence {
  /** Topics of `kernel.change`: while none of them is told, the reply stays as it is. */
  topics: string[]
  /** A topic that is told every few seconds while all goes well. When it falls silent the reply has to say so. */
  beat?: string
}

export const EVERY_MS = 750
/** Nothing is trusted for longer without a reading that succeeded. */
export const TRUSTED_MS = 3_000
export const BEAT_MS = 5_000
/** A topic on which everything depends. */
export const EVERYTHING = '*'
/** Of what is told with that topic processes hold copies in memory, at most five seconds old: what is made meanwhile may be of the old ones. */
const SETTLES_MS = 6_000
/** Beyond this no copy is kept, so nobody asks. */
export const REMEMBERED_MS = 15 * 60_000

/**
 * What changed, as this process knows it: at most {@link EVERY_MS} and a reading behind. Times are milliseconds of the caller's clock.
 * Whoever makes a copy asks for the {@link position} before reading anything for it; the copy is good while nothing it depends on has been
 * told at a later position.
 */
export class ChangeFeed {
  /** Grows with every reading that brought something. */
  position = 0
  private readonly told = new Map<string, { position: number; atMs: number }>()
  /** Copies begun before this position may have missed something. */
  private floor = { position: 0, atMs: Number.NEGATIVE_INFINITY }
  private since: bigint | null = null
  private seen = new Set<string>()
  private readAtMs = Number.NEGATIVE_INFINITY
  private settlesAtMs: number | null = null
  private timer: NodeJS.Timeout | null = null
  private reading: Promise<void> = Promise.resolve()
  private stopped = false

  private readonly read: (since: bigint | null) => Promise<Reading>
  private readonly nowMs: () => number

  constructor(read: (since: bigint | null) => Promise<Reading>, nowMs: () => number = Date.now) {
    this.read = read
    this.nowMs = nowMs
  }

  /** Reads now and from then on. */
  start(): void {
    this.reading = this.readOnce().finally(() => {
      if (this.stopped) return
      this.timer = setTimeout(() => this.start(), EVERY_MS)
      this.timer.unref()
    })
  }

  async stop(): Promise<void> {
    this.stopped = true
    if (this.timer) clearTimeout(this.timer)
    await this.reading
  }

  /** A failure is not told: what is kept is not trusted any longer, and pages are made anew as without a feed. */
  async readOnce(): Promise<void> {
    const begunMs = this.nowMs()
    const found = await this.read(this.since).catch(() => null)
    if (!found) return
    // A number that went back is another database, or an older one brought back.
    const anew = this.since === null || found.upTo < this.since || begunMs - this.readAtMs > REMEMBERED_MS
    const fresh = found.told.filter(({ id }) => !this.seen.has(id))
    const settled = this.settlesAtMs !== null && begunMs >= this.settlesAtMs
    if (anew || settled || fresh.length > 0) this.position += 1
    const now = { position: this.position, atMs: this.nowMs() }
    if (anew) this.floor = now
    for (const { topic } of fresh) this.told.set(topic, now)
    if (settled) this.told.set(EVERYTHING, now)
    if (fresh.some(({ topic }) => topic === EVERYTHING)) this.settlesAtMs = now.atMs + SETTLES_MS
    else if (settled) this.settlesAtMs = null
    this.seen = new Set(found.told.map(({ id }) => id))
    this.since = found.upTo
    this.readAtMs = begunMs
    this.forget(now.atMs)
  }

  /**
   * Until when a copy is known to be as it would be made now.
   *
   * @param madeAt the position before anything was read for it
   */
  goodUntil({ topics, beat }: Dependence, madeAt: number): number {
    let good = this.readAtMs + TRUSTED_MS
    if (beat !== undefined) good = Math.min(good, (this.told.get(beat)?.atMs ?? Number.NEGATIVE_INFINITY) + BEAT_MS)
    if (this.settlesAtMs !== null) good = Math.min(good, this.told.get(EVERYTHING)?.atMs ?? good)
    if (madeAt < this.floor.position) good = Math.min(good, this.floor.atMs)
    for (const topic of topics) good = Math.min(good, this.changedAfter(topic, madeAt))
    return Math.min(good, this.changedAfter(EVERYTHING, madeAt))
  }

  private changedAfter(topic: string, madeAt: number): number {
    const told = this.told.get(topic)
    return told && told.position > madeAt ? told.atMs : Number.POSITIVE_INFINITY
  }

  private forget(nowMs: number): void {
    for (const [topic, { atMs }] of this.told) if (nowMs - atMs > REMEMBERED_MS) this.told.delete(topic)
  }
}
