import { Busy } from '#kernel/http/group-commit.ts'

/** So many at once; others wait for their turn, and who comes when the queue is full is told to come again. */
export class Turns {
  private free: number
  private readonly queue: (() => void)[] = []
  private readonly waiting: number

  constructor(atOnce: number, waiting: number) {
    this.free = atOnce
    this.waiting = waiting
  }

  /** @throws Busy when the queue is full */
  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free -= 1
    else {
      if (this.queue.length >= this.waiting) throw new Busy()
      await new Promise<void>((resolve) => this.queue.push(resolve))
    }
    try {
      return await work()
    } finally {
      const next = this.queue.shift()
      if (next) next()
      else this.free += 1
    }
  }
}
