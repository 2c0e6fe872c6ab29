import type { Clock } from '#kernel/clock.ts'

export interface FrozenClock extends Clock {
  /** Moves the time by a number of seconds. */
  advance(seconds: number): void
  set(instant: string): void
}

export function frozenClock(start: string): FrozenClock {
  let now = new Date(start)
  return {
    now: () => new Date(now),
    advance: (seconds) => {
      now = new Date(now.getTime() + seconds * 1000)
    },
    set: (instant) => {
      now = new Date(instant)
    },
  }
}
