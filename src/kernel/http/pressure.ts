import { monitorEventLoopDelay } from 'node:perf_hooks'

/**
 * How pressed this process is. 'some': what can wait is told to come again (downloads, administration). 'much': public pages are
 * shown as they were, too. Acts that count are never refused for it: they have a queue of their own.
 */
export type Pressure = 'none' | 'some' | 'much'

const EVERY_MS = 500
const RESOLUTION_MS = 10
/** Milliseconds that the event loop is late, on the whole, from which on a person notices. */
const SOME_MS = 60
const MUCH_MS = 200

/** Measures by how late timers are: it tells of a busy processor, whatever makes it so. */
export class PressureGauge {
  private readonly delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  private readonly timer: NodeJS.Timeout
  private now: Pressure = 'none'

  constructor() {
    this.delays.enable()
    this.timer = setInterval(() => this.read(), EVERY_MS)
    this.timer.unref()
  }

  get level(): Pressure {
    return this.now
  }

  stop(): void {
    clearInterval(this.timer)
    this.delays.disable()
  }

  private read(): void {
    this.now = pressureOf(this.delays.mean / 1e6 - RESOLUTION_MS)
    this.delays.reset()
  }
}

/** @param lateMs how late timers were on the mean; NaN before the first */
export function pressureOf(lateMs: number): Pressure {
  if (lateMs >= MUCH_MS) return 'much'
  return lateMs >= SOME_MS ? 'some' : 'none'
}
