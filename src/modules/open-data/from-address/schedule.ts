import { after } from '#kernel/clock.ts'

export const schedules = ['once', 'hourly', 'daily', 'weekly', 'monthly'] as const
export type Schedule = (typeof schedules)[number]

const HOUR = 3600
const SECONDS: Record<Exclude<Schedule, 'once'>, number> = {
  hourly: HOUR,
  daily: 24 * HOUR,
  weekly: 7 * 24 * HOUR,
  monthly: 30 * 24 * HOUR,
}

/** After so many failures in a row, some thirty hours, nobody is asked any more until an officer says so. */
export const MOST_FAILURES = 8
const FIRST_PAUSE = 15 * 60

/** When it is asked again after it answered; null: never. */
export function nextTime(schedule: Schedule, now: Date): Date | null {
  return schedule === 'once' ? null : after(now, SECONDS[schedule])
}

/** When it is asked again after so many failures in a row: later each time; null: not any more. */
export function timeAfterFailure(failures: number, now: Date): Date | null {
  return failures >= MOST_FAILURES ? null : after(now, FIRST_PAUSE * 2 ** (failures - 1))
}
