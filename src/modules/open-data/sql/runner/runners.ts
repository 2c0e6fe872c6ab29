import { mkdir } from 'node:fs/promises'
import { Turns } from '../../engine/turns.ts'
import type { AnswerLimits } from './protocol.ts'
import { Runner } from './runner.ts'

declare module '#kernel/http/context.ts' {
  interface Services {
    /** The processes that answer questions in SQL. */
    sqlRunners: SqlRunners
  }
}

/** What a question may take; also what is told of it. */
export interface SqlLimits extends AnswerLimits {
  /** Questions at once, and how many wait for their turn, for so many milliseconds at most. */
  atOnce: number
  waiting: number
  patience: number
  /** Milliseconds that an unused process is kept warm. */
  idle: number
}

export const sqlLimits: SqlLimits = {
  milliseconds: 5_000,
  memoryMb: 256,
  rows: 32_000,
  cells: 1_000_000,
  bytes: 8 * 1024 * 1024,
  atOnce: 2,
  waiting: 20,
  patience: 5_000,
  idle: 60_000,
}

/** A few processes, started when they are needed, used again while they live. */
export class SqlRunners {
  readonly limits: SqlLimits
  readonly #folder: string
  readonly #turns: Turns
  readonly #idle = new Map<Runner, NodeJS.Timeout>()

  /** @param folder of the tables' DuckDB files */
  constructor(folder: string, limits: Partial<SqlLimits> = {}) {
    this.#folder = folder
    this.limits = { ...sqlLimits, ...limits }
    this.#turns = new Turns(this.limits.atOnce, this.limits.waiting, this.limits.patience)
  }

  /** A runner for all that is to be done about one question. @throws Busy, and what `work` throws */
  lend<T>(work: (runner: Runner) => Promise<T>): Promise<T> {
    return this.#turns.take(async () => {
      const runner = await this.#take()
      try {
        await runner.ready
        return await work(runner)
      } finally {
        this.#giveBack(runner)
      }
    })
  }

  close(): void {
    for (const [runner, timer] of this.#idle) {
      clearTimeout(timer)
      runner.kill()
    }
    this.#idle.clear()
  }

  async #take(): Promise<Runner> {
    for (const [runner, timer] of this.#idle) {
      clearTimeout(timer)
      this.#idle.delete(runner)
      if (runner.isAlive) return runner
    }
    await mkdir(this.#folder, { recursive: true })
    return new Runner(this.#folder)
  }

  #giveBack(runner: Runner): void {
    if (!runner.isAlive) return
    const timer = setTimeout(() => {
      this.#idle.delete(runner)
      runner.kill()
    }, this.limits.idle)
    timer.unref()
    this.#idle.set(runner, timer)
  }
}
