import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'

/** How long whoever watches over a service takes to start it again. */
const AGAIN_MS = 200

/** One process of the installation. It is started again whenever it ends, as an operator's service manager does. */
export class Member {
  readonly name: string
  private readonly launch: () => ChildProcess
  private child: ChildProcess
  private wanted = true

  constructor(name: string, launch: () => ChildProcess) {
    this.name = name
    this.launch = launch
    this.child = this.begin()
  }

  private begin(): ChildProcess {
    const child = this.launch()
    child.once('exit', () => {
      setTimeout(() => {
        if (this.wanted) this.child = this.begin()
      }, AGAIN_MS)
    })
    return child
  }

  /** @returns number of the process that was killed; it is gone */
  async kill(): Promise<number> {
    const { pid } = await this.send('SIGKILL')
    return pid
  }

  /** Asked to end, it finishes what is under way; another takes its place. */
  async replace(): Promise<void> {
    await this.send('SIGTERM')
  }

  /** It stands still meanwhile, connections open: what a long pause of its runtime or of its machine looks like. */
  async pauseWhile(work: () => Promise<unknown>): Promise<number> {
    const { child } = this
    child.kill('SIGSTOP')
    try {
      await work()
    } finally {
      child.kill('SIGCONT')
    }
    return child.pid as number
  }

  async end(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    this.wanted = false
    await this.send(signal)
  }

  private async send(signal: 'SIGTERM' | 'SIGKILL'): Promise<{ pid: number }> {
    const { child } = this
    if (child.exitCode === null && child.signalCode === null) {
      const gone = once(child, 'exit')
      child.kill(signal)
      await gone
    }
    return { pid: child.pid as number }
  }
}
