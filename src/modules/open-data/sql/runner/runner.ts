import { type ChildProcess, fork } from 'node:child_process'
import { Socket } from 'node:net'
import { setPriority } from 'node:os'
import path from 'node:path'
import { root } from '#kernel/root.ts'
import { TOO_MUCH_MEMORY } from '../../ingest/reader/protocol.ts'
import type { Fault } from '../fault.ts'
import type { Asked, Told } from './protocol.ts'

/** Below whatever answers people who read. */
const PRIORITY = 10
/** Of JavaScript's own memory, which holds what is on its way out. */
const HEAP_MB = 256
const LAST_WORDS = 2_000
const START_MS = 30_000

/** The process is no more. `log`: what it said at the end, where nobody foresaw it. */
export class RunnerEnded extends Error {
  readonly what: Fault
  readonly log: string | null

  constructor(what: Fault, log: string | null) {
    super(what.fault)
    this.what = what
    this.log = log
  }
}

/** A process that answers one question at a time, and ends with this one. */
export class Runner {
  readonly #child: ChildProcess
  #waiting: { resolve(told: Told): void; reject(error: RunnerEnded): void } | null = null
  #isLate = false
  #words = ''
  isAlive = true
  /** It has begun. On a busy machine that takes longer than a question may. @throws RunnerEnded */
  readonly ready: Promise<void>

  /** @param folder where it stands: names of tables' files are within */
  constructor(folder: string) {
    const child = fork(path.join(root, 'dist/sql-runner.js'), [], {
      cwd: folder,
      serialization: 'advanced',
      execArgv: [`--max-old-space-size=${HEAP_MB}`],
      env: {},
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    this.#child = child
    try {
      if (child.pid) setPriority(child.pid, PRIORITY)
    } catch {
      // It has ended already, which is told by its end.
    }
    // It keeps nobody from ending: who waits for an answer has a timer or a connection of their own.
    child.unref()
    child.channel?.unref()
    if (child.stderr instanceof Socket) child.stderr.unref()
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#words = (this.#words + text).slice(-LAST_WORDS)
    })
    child.on('message', (told: Told) => {
      this.#waiting?.resolve(told)
      this.#waiting = null
    })
    child.once('error', (error) => {
      this.#words += error.message
      this.#end(null, null)
    })
    child.once('close', (code, signal) => this.#end(code, signal))
    this.ready = this.#told(START_MS).then(() => {})
    // Whoever waits for it is told; nobody may wait any more.
    this.ready.catch(() => {})
  }

  get pid(): number | undefined {
    return this.#child.pid
  }

  /**
   * @param milliseconds until it is killed
   * @throws RunnerEnded
   */
  async ask(asked: Asked, milliseconds: number): Promise<Told> {
    const told = this.#told(milliseconds)
    this.#child.send(asked, () => {})
    return told
  }

  kill(): void {
    this.#child.kill('SIGKILL')
  }

  /** What it says next. */
  async #told(milliseconds: number): Promise<Told> {
    const timer = setTimeout(() => {
      this.#isLate = true
      this.kill()
    }, milliseconds)
    try {
      return await new Promise<Told>((resolve, reject) => {
        this.#waiting = { resolve, reject }
      })
    } finally {
      clearTimeout(timer)
    }
  }

  #end(code: number | null, signal: NodeJS.Signals | null): void {
    this.isAlive = false
    const { what, foreseen } = this.#why(signal)
    this.#waiting?.reject(new RunnerEnded(what, foreseen ? null : `${code ?? signal} ${this.#words}`))
    this.#waiting = null
  }

  /** A process that runs out of JavaScript's own memory aborts; a system that runs out of its own kills. */
  #why(signal: NodeJS.Signals | null): { what: Fault; foreseen: boolean } {
    if (this.#isLate) return { what: { fault: 'time', seconds: 0 }, foreseen: true }
    if (signal === TOO_MUCH_MEMORY || signal === 'SIGKILL') return { what: { fault: 'memory' }, foreseen: true }
    if (signal === 'SIGABRT' || signal === 'SIGTRAP') return { what: { fault: 'memory' }, foreseen: false }
    return { what: { fault: 'failed' }, foreseen: false }
  }
}
