import { addDays, type PlainDay } from '#commons/lifecycle/plain-day.ts'
import { dueAfterDays } from './vocabularies/frequencies.ts'

export interface Freshness {
  /** When new data is due by the frequency that was promised; null where none is, or the frequency is unknown to us. */
  dueOn: PlainDay | null
  late: boolean
}

/**
 * Whether what was promised is kept. On the due day itself it still is.
 *
 * @param changedOn the day of the newest published data; where there is none, of the description
 */
export function freshnessOf(frequency: string, changedOn: PlainDay, today: PlainDay): Freshness {
  const days = daysOf(frequency)
  if (days === null) return { dueOn: null, late: false }
  const dueOn = addDays(changedOn, days)
  return { dueOn, late: dueOn < today }
}

/** What changed before this day is late today; null: nothing is promised. For many datasets, whose days need not be added one by one. */
export function lateBefore(frequency: string, today: PlainDay): PlainDay | null {
  const days = daysOf(frequency)
  return days === null ? null : addDays(today, -days)
}

function daysOf(frequency: string): number | null {
  return Object.hasOwn(dueAfterDays, frequency) ? dueAfterDays[frequency as keyof typeof dueAfterDays] : null
}
