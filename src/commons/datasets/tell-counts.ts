import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import { type PublishedCounts, publishable } from '#commons/settings/small-numbers.ts'

/** Counts as they were told, as of the end of a day. */
export interface Telling extends PublishedCounts {
  toldOn: PlainDay
}

export interface DayOfCounts {
  day: PlainDay
  /** Part to number of people, all until the end of the day; together they are the whole. */
  exact: Record<string, number>
}

/** What is told of some people day by day, after what was told last. @param days oldest first */
export function tellDays(days: Iterable<DayOfCounts>, k: number, last?: Telling): Telling[] {
  const told: Telling[] = []
  let previous = last
  for (const { day, exact } of days) {
    // What a day was told to be it stays, whatever is known of it later.
    if (previous && day <= previous.toldOn) continue
    const next = tellNext(exact, k, previous)
    if (!next || next === previous) continue
    previous = { ...next, toldOn: day }
    told.push(previous)
  }
  return told
}

/**
 * What a dataset tells next of some people, or what it told last.
 *
 * 1. Nothing is told of fewer than k people.
 * 2. Two tellings of the whole differ by k people or more: their difference is a number of people too.
 * 3. Parts of the whole are told by {@link publishable}: in whole steps of k, and what they leave over is at least k.
 *
 * The reasons: docs/decisions/0006-own-data.md
 *
 * @returns undefined while nothing may be told; `previous` itself while nothing new may
 */
function tellNext(
  exact: Record<string, number>,
  k: number,
  previous: PublishedCounts | undefined,
): PublishedCounts | undefined {
  const total = Object.values(exact).reduce((one, other) => one + other, 0)
  if (total < k || (previous && Math.abs(total - previous.total) < k)) return previous
  return publishable(exact, k, previous)
}
