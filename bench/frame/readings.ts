import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { root } from '#kernel/root.ts'
import { end } from './processes.ts'

/** Pages that are asked for at a constant rate, one path after the other, from the beginning again at the end. */
export interface Reading {
  port: number
  paths: string[]
  /** A second. */
  rate: number
  seconds: number
}

export interface Readers {
  /**
   * @returns milliseconds from the moment at which each was meant to ask until the whole page was there
   * @throws Error when a page was not answered with 200: what was measured would be something else
   */
  run(reading: Reading): Promise<number[]>
  close(): Promise<void>
}

/** Those who read, in a process of their own. */
export function startReaders(): Readers {
  const child = fork(join(root, 'dist/bench/frame/read.js'), [], {
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const ended = new AbortController()
  child.once('exit', () => ended.abort(new Error('the readers ended')))
  return {
    async run(reading) {
      child.send(reading)
      const [answer] = await once(child, 'message', { signal: ended.signal })
      const { times, failed } = answer as { times: number[]; failed: number }
      if (failed > 0) throw new Error(`${failed} of ${times.length + failed} pages failed`)
      return times
    },
    close: () => end(child),
  }
}
