import { setTimeout as sleep } from 'node:timers/promises'

const EVERY_MS = 300

/** Somebody outside who keeps every checkpoint that is shown. */
export class Reader {
  /** Signed notes as they came, each once. */
  readonly checkpoints = new Set<string>()
  /** Whoever shows checkpoints of this log. */
  readonly origins: string[]
  private going = true
  private readonly working: Promise<void>

  constructor(origin: string) {
    this.origins = [origin]
    this.working = this.work()
  }

  async stop(): Promise<void> {
    this.going = false
    await this.working
  }

  private async work(): Promise<void> {
    while (this.going) {
      for (const origin of this.origins) {
        const note = await read(`${origin}/ledger/checkpoint`)
        if (note) this.checkpoints.add(note)
      }
      await sleep(EVERY_MS)
    }
  }
}

/** Undefined while nobody answers, or there is none yet. */
async function read(url: string): Promise<string | undefined> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) })
    const text = await answer.text()
    return answer.ok ? text : undefined
  } catch {
    return undefined
  }
}
