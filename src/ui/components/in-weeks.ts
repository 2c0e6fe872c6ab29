import type { DayCount } from './BarChart.tsx'

/** Counts of the days from the first to the last, which may be the same. ISO days. */
export interface Span {
  first: string
  last: string
  count: number
}

const DAY = 86_400_000
/** 1970-01-05 was a Monday. */
const MONDAY = 4

/** Days, in order and without gaps, by weeks that begin on Monday. The first and the last week have the days that are there. */
export function inWeeks(days: DayCount[]): Span[] {
  const weeks = Map.groupBy(days, ({ date }) => Math.floor((Date.parse(`${date}T00:00:00Z`) / DAY - MONDAY) / 7))
  return [...weeks.values()].map((week) => ({
    first: (week[0] as DayCount).date,
    last: (week.at(-1) as DayCount).date,
    count: week.reduce((sum, { count }) => sum + count, 0),
  }))
}
