import { randomInt } from 'node:crypto'
import { Refusal } from '#kernel/errors.ts'

/** What became of one act of a batch: its reply, or why it was refused. */
export type Outcome<R> = { value: R } | { refusal: Refusal }

export interface GroupCommitOptions {
  /** Acts in one transaction at most. */
  most: number
  /** Transactions under way at most; what comes meanwhile waits together and makes the next batch. */
  atOnce: number
  /** Acts that may wait; past it everybody is told to come again, before their body is read. */
  waiting: number
  /** Milliseconds that an act may have to wait at the pace of the last batches: on a slow machine fewer may wait. */
  patience: number
  /** Milliseconds until who finds the queue full is told so. */
  refusedAfter: number
  /** Of those who wait to be told, the most; past it they are told at once. */
  held: number
  /** Milliseconds that an act waits for company when nothing is under way. */
  gather: number
}

interface Waiting<A, R> {
  act: A
  resolve(outcome: Outcome<R>): void
  reject(error: unknown): void
}

/**
 * Gathers the acts of many requests into few transactions: on a busy day PostgreSQL then commits once for hundreds. Each request is
 * answered only after the commit of the batch that holds its act, so nothing is acknowledged that could be lost.
 *
 * The more arrives, the larger the batches become by themselves; a single act waits `gather` milliseconds and no more.
 */
export class GroupCommit<A, R> {
  private readonly run: (acts: A[]) => Promise<Outcome<R>[]>
  private readonly options: GroupCommitOptions
  private readonly queue: Waiting<A, R>[] = []
  private running = 0
  private timer: NodeJS.Timeout | null = null
  /** Acts a millisecond that full batches do; unknown before the first of them. */
  private pace: number | null = null

  /** @param run does all acts in one transaction; their outcomes in the same order, each act whole or not at all */
  constructor(run: (acts: A[]) => Promise<Outcome<R>[]>, options: GroupCommitOptions) {
    this.run = run
    this.options = options
  }

  /** @throws Refusal 503 with Retry-After when the queue is full */
  add(act: A): Promise<Outcome<R>> {
    this.refuseWhenFull()
    return new Promise((resolve, reject) => {
      this.queue.push({ act, resolve, reject })
      this.start()
    })
  }

  /** @throws Refusal 503 with Retry-After when the queue is full */
  refuseWhenFull(): void {
    if (this.isFull) throw new Busy()
  }

  get isFull(): boolean {
    return this.free === 0
  }

  /** Acts that may still come: as many as are done while they have patience, and at least the next batches whole. */
  get free(): number {
    const { waiting, most, atOnce, patience } = this.options
    const done = this.pace === null ? waiting : Math.max(most * atOnce, Math.floor(this.pace * patience))
    return Math.max(0, Math.min(waiting, done) - this.queue.length)
  }

  /** At once when a whole batch waits, a moment later when nothing is under way; else the end of what is under way begins the next. */
  private start(): void {
    if (this.running >= this.options.atOnce) return
    if (this.queue.length >= this.options.most) this.next()
    else if (this.running === 0) this.timer ??= setTimeout(() => this.next(), this.options.gather)
  }

  private next(): void {
    if (this.timer) clearTimeout(this.timer)
    this.timer = null
    const batch = this.queue.splice(0, this.options.most)
    if (batch.length > 0) void this.runBatch(batch)
  }

  private async runBatch(batch: Waiting<A, R>[]): Promise<void> {
    this.running += 1
    const begun = performance.now()
    await this.settle(batch)
    if (batch.length === this.options.most) this.learn((batch.length * this.running) / (performance.now() - begun))
    this.running -= 1
    this.next()
  }

  /** Only from full batches: a small one says nothing of what can be done. */
  private learn(pace: number): void {
    this.pace = this.pace === null ? pace : this.pace * 0.8 + pace * 0.2
  }

  /** One act that the database refuses must not take the others with it: then each is tried alone. */
  private async settle(batch: Waiting<A, R>[]): Promise<void> {
    try {
      const outcomes = await this.run(batch.map(({ act }) => act))
      for (const [at, { resolve }] of batch.entries()) resolve(outcomes[at] as Outcome<R>)
    } catch (error) {
      if (batch.length === 1 || !isOfOneAct(error)) for (const { reject } of batch) reject(error)
      else for (const one of batch) await this.settle([one])
    }
  }
}

/** Data that cannot be, a broken constraint, a deadlock: others of the batch may be well. A lost connection is everybody's. */
function isOfOneAct(error: unknown): boolean {
  const code = (error as { code?: unknown })?.code
  return typeof code === 'string' && /^(22|23|40)...$/.test(code)
}

/** Everybody comes at once: come again in a moment, not all in the same one. */
export class Busy extends Refusal {
  constructor() {
    super(503, { key: 'kernel.busy' }, { 'retry-after': secondsToWait() })
  }
}

/** For Retry-After. Spread over seconds: who was refused together must not come back together. */
export function secondsToWait(): string {
  return String(randomInt(1, 6))
}
