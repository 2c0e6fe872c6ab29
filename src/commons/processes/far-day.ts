import { addDays, type PlainDay } from '#commons/lifecycle/plain-day.ts'

/** Ten years. */
const FARTHEST_DAYS = 3_650

/** Whether a day is a slip of the pen: days counted on from it may be days that no calendar knows, and everybody is of age by then. */
export function isTooFar(day: PlainDay, today: PlainDay): boolean {
  return day > addDays(today, FARTHEST_DAYS)
}
