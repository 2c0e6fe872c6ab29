import { Busy } from '#kernel/http/group-commit.ts'

/** So many at once; others wait for their turn. Who comes when the queue is full, or has waited too long, is told to come again. */
export class Turns {
  private free: number
  private readonly queue: (() => void)[] = []
  private readonly waiting: number
  private readonly patience: number | null

  /** @param patience milliseconds that one waits; null: as long as it takes */
  constructor(atOnce: number, waiting: number, patience: number | null = null) {
    this.free = atOnce
    this.waiting = waiting
    this.patience = patience
  }

  /** @throws Busy when the queue is full, or the turn does not come in time */
  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free -= 1
    else {
      if (this.queue.length >= this.waiting) throw new Busy()
      await this.turn()
    }
    return this.passOn(work)
  }

  /** @returns null where others have all turns: nobody waits for this work, and it for nobody */
  takeFree<T>(work: () => Promise<T>): Promise<T> | null {
    if (this.free === 0) return null
    this.free -= 1
    return this.passOn(work)
  }

  private async passOn<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } finally {
      const next = this.queue.shift()
      if (next) next()
      else this.free += 1
    }
  }

  private turn(): Promise<void> {
    return new Promise((resolve, reject) => {
      const begin = () => {
        clearTimeout(timer)
        resolve()
      }
      const giveUp = () => {
        this.queue.splice(this.queue.indexOf(begin), 1)
        reject(new Busy())
      }
      const timer = this.patience === null ? undefined : setTimeout(giveUp, this.patience)
      this.queue.push(begin)
    })
  }
}
