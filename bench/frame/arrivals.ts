import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { root } from '#kernel/root.ts'
import { end } from './processes.ts'

/** Confirmations that arrive at a constant rate, whatever becomes of those before them. */
export interface Crowd {
  port: number
  /** Arrivals a second. */
  rate: number
  /** Of arriving before anything is counted. */
  warmSeconds: number
  seconds: number
}

export interface Arrived {
  /** Arrivals a second that there really were: fewer than asked for when the sender itself has no time. */
  offered: number
  /** Acknowledged a second while it was counted. */
  acknowledged: number
  /** Milliseconds from the moment at which the request was meant to leave until its acknowledgement. */
  p50: number
  p99: number
  /** Told to come again (503). */
  refused: number
  /** Any other answer. */
  failed: number
  /** Connection lost or no answer within ten seconds: nobody knows what became of them. */
  unknown: number
  /** Ten seconds after the last arrival no connection had become free for them, as with a balancer that opens only so many. */
  unsent: number
  /** There were no more requests to confirm: nothing of this may be reported. */
  exhausted: boolean
}

export interface Arrivals {
  /** File with the tokens that were acknowledged, one a line; only ever appended to, by the process that sends. */
  acknowledged: string
  run(crowd: Crowd): Promise<Arrived>
  close(): Promise<void>
}

/** The sender in a process of its own. Who is refused is among those who come next. */
export function startArrivals(folder: string): Arrivals {
  const acknowledged = join(folder, 'acknowledged')
  const child = fork(join(root, 'dist/bench/frame/arrive.js'), [acknowledged], {
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const ended = new AbortController()
  child.once('exit', () => ended.abort(new Error('the sender ended')))
  return {
    acknowledged,
    async run(crowd) {
      child.send(crowd)
      const [answer] = (await once(child, 'message', { signal: ended.signal })) as [Arrived]
      if (answer.exhausted) throw new Error('more arrived than were seeded')
      return answer
    },
    close: () => end(child),
  }
}
