/** Milliseconds. */
const TOGETHER = 25

export interface WaitingRoomOptions<V extends unknown[]> {
  /** How long a visitor stays. */
  milliseconds: number
  /** Visitors at once; who comes when it is full is refused at the door. */
  most: number
  /** Called with those whose time is over. */
  leave(visitors: V[]): void
  refuse(...visitor: V): void
}

/**
 * Where requests stay for a moment that find a queue full, unread and unanswered. That costs some memory and no time. A balancer,
 * which has so many connections and no more, sends the less the longer they are held, and who waits may find a place after all.
 * Told at once, ten times as many as can be served took the processor from those who were.
 */
export class WaitingRoom<V extends unknown[]> {
  private readonly options: WaitingRoomOptions<V>
  /** In the order of coming, which is that of leaving. */
  private readonly inside: { until: number; visitor: V }[] = []
  private timer: NodeJS.Timeout | null = null
  private closed = false

  constructor(options: WaitingRoomOptions<V>) {
    this.options = options
  }

  enter(...visitor: V): void {
    const { most, milliseconds } = this.options
    if (this.closed || this.inside.length >= most) this.options.refuse(...visitor)
    else {
      this.inside.push({ until: performance.now() + milliseconds, visitor })
      this.timer ??= setTimeout(() => this.letOut(), milliseconds)
    }
  }

  /** Everybody leaves now, and nobody stays any more: an end must not wait for them. */
  close(): void {
    this.closed = true
    this.letOut(Number.POSITIVE_INFINITY)
  }

  /** Those whose time is over, and those who would leave a moment later: answers that are written together wake their readers once. */
  private letOut(until = performance.now() + TOGETHER): void {
    if (this.timer) clearTimeout(this.timer)
    this.timer = null
    const stay = this.inside.findIndex((one) => one.until > until)
    const leaving = this.inside.splice(0, stay < 0 ? this.inside.length : stay)
    const next = this.inside[0]
    if (next) this.timer = setTimeout(() => this.letOut(), next.until - performance.now())
    if (leaving.length > 0) this.options.leave(leaving.map(({ visitor }) => visitor))
  }
}
