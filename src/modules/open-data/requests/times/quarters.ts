import type { PlainDay } from '#commons/lifecycle/plain-day.ts'

/** A quarter of a calendar year, e.g. '2026-Q3'. */
export type Quarter = string

export const QUARTER = /^\d{4}-Q[1-4]$/

export interface QuarterDays {
  quarter: Quarter
  from: PlainDay
  /** The first day that is not in it. */
  until: PlainDay
}

/** The quarters that were over on a day, the newest first. */
export function finishedQuarters(today: PlainDay, count: number): QuarterDays[] {
  const [year, month] = today.split('-').map(Number) as [number, number]
  // Quarters since the year 0, the one that runs on this day not among them.
  const running = year * 4 + Math.floor((month - 1) / 3)
  return Array.from({ length: count }, (_, at) => quarterAt(running - 1 - at))
}

function quarterAt(number: number): QuarterDays {
  const first = (quarter: number) => `${Math.floor(quarter / 4)}-${String((quarter % 4) * 3 + 1).padStart(2, '0')}-01`
  return {
    quarter: `${Math.floor(number / 4)}-Q${(number % 4) + 1}`,
    from: first(number),
    until: first(number + 1),
  }
}
