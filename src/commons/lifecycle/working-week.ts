import type { Calendar } from './calendar.ts'
import { addDays, type PlainDay, weekday } from './plain-day.ts'

/**
 * The last working day of the week in which one works next: this week's, or on its rest days the coming one's. A Saturday that a
 * decree made working is one.
 */
export function lastWorkingDayOfWeek(calendar: Calendar, today: PlainDay): PlainDay {
  const next = calendar.isWorkingDay(today) ? today : calendar.addWorkingDays(today, 1)
  let last = next
  for (let day = next; weekday(day) < 7; ) {
    day = addDays(day, 1)
    if (calendar.isWorkingDay(day)) last = day
  }
  return last
}
