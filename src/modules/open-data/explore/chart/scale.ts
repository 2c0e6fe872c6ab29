/** From a value to its place. */
export type Scale = (value: number) => number

export function linear([low, high]: readonly [number, number], [from, to]: readonly [number, number]): Scale {
  const far = high - low || 1
  return (value) => from + ((value - low) / far) * (to - from)
}

/** Numbers closer to each other than this part of themselves are one place on an axis. */
const ONE_PLACE = 1e-9

/**
 * Round numbers around two values, about so many.
 *
 * @param least of a step: 1 where only whole numbers are counted
 */
export function ticksOf(low: number, high: number, most: number, least = 0): number[] {
  const far = high - low
  if (!Number.isFinite(far)) return [low, high]
  const size = Math.max(Math.abs(low), Math.abs(high))
  if (size < 1e-290) return [0, 1]
  if (far <= size * ONE_PLACE) return [Math.min(0, low), Math.max(0, high)]
  const step = niceStep(Math.max(far / Math.max(1, most - 1), least))
  const first = Math.floor(low / step + ONE_PLACE)
  const last = Math.ceil(high / step - ONE_PLACE)
  return Array.from({ length: last - first + 1 }, (_, at) => Number(((first + at) * step).toPrecision(12)))
}

/** 1, 2 or 5 times a power of ten, at least so much. */
function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least))
  return ([1, 2, 5].find((one) => one * power >= least * (1 - 1e-9)) ?? 10) * power
}

const DAY_MS = 86_400_000
const DAYS = [1, 2, 7, 14]
const MONTHS = [1, 3, 6]
const YEARS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000]

export interface TimeTick {
  at: number
  /** What tells it from its neighbours. */
  unit: 'day' | 'month' | 'year'
}

/** Beginnings of days, months or years between two moments, in milliseconds, at most so many. */
export function timeTicks(low: number, high: number, most: number): TimeTick[] {
  const days = (high - low) / DAY_MS
  const byDays = DAYS.find((step) => days / step <= most)
  if (byDays) return everyDays(low, high, byDays)
  const months = MONTHS.find((step) => days / 30.4 / step <= most)
  if (months) return everyMonths(low, high, months, 'month')
  const years = YEARS.find((step) => days / 365.2 / step <= most) ?? 1_000
  return everyMonths(low, high, years * 12, 'year')
}

function everyDays(low: number, high: number, step: number): TimeTick[] {
  const ticks: TimeTick[] = []
  // 5 January 1970 was a Monday: weeks begin there.
  const since = step % 7 === 0 ? 4 * DAY_MS : 0
  const length = step * DAY_MS
  for (let at = Math.ceil((low - since) / length) * length + since; at <= high; at += length)
    ticks.push({ at, unit: 'day' })
  return ticks
}

function everyMonths(low: number, high: number, step: number, unit: 'month' | 'year'): TimeTick[] {
  const ticks: TimeTick[] = []
  const begin = new Date(low)
  let month = Math.floor((begin.getUTCFullYear() * 12 + begin.getUTCMonth()) / step) * step
  for (; ; month += step) {
    const at = Date.UTC(Math.floor(month / 12), month % 12, 1)
    if (!(at <= high)) return ticks
    if (at >= low) ticks.push({ at, unit })
  }
}
