import { orthodoxEaster } from './easter.ts'
import { addDays, type PlainDay, weekday } from './plain-day.ts'

export type Localised = { readonly ro: string; readonly ru: string; readonly en: string }

/** A yearly holiday, in force on the days from `from` to `to`, both included; null is "not bounded". */
export type HolidayRule = {
  readonly key: string
  readonly name: Localised
  readonly from: PlainDay | null
  readonly to: PlainDay | null
} & ({ readonly monthDay: string } | { readonly easterOffset: number })

/** One day that departs from the rules: a working Saturday, a day off by decree, the patron day of a place. */
export type ExtraDay = { readonly day: PlainDay; readonly working: boolean; readonly name: Localised }

export type Calendar = {
  /** The holiday's name, or null. A day that a decree made working is not a holiday. */
  holidayName(day: PlainDay): Localised | null
  isHoliday(day: PlainDay): boolean
  isWorkingDay(day: PlainDay): boolean
  /** The n-th working day after `day`; `day` itself is not counted. n = 0 gives `day`. @throws RangeError for negative or broken n */
  addWorkingDays(day: PlainDay, n: number): PlainDay
  /** Working days d with from < d ≤ to; negative when `to` is earlier, so that it undoes addWorkingDays. */
  workingDaysBetween(from: PlainDay, to: PlainDay): number
}

/** No country rests so long; a calendar that does is broken data and must not hang a request. */
export const LONGEST_REST_DAYS = 366

/**
 * @param rules holidays of the country as dated data
 * @param options.weekend ISO weekdays (1 Monday … 7 Sunday) on which nobody works
 * @param options.extra single days; they win over the rules, and the last one given for a day wins
 */
export function calendarOf(
  rules: readonly HolidayRule[],
  options: { readonly weekend: readonly number[]; readonly extra?: readonly ExtraDay[] },
): Calendar {
  const weekend = new Set(options.weekend)
  const extra = new Map((options.extra ?? []).map((one) => [one.day, one]))
  const years = new Map<number, Map<PlainDay, Localised>>()

  function holidaysOf(year: number): Map<PlainDay, Localised> {
    const known = years.get(year)
    if (known) return known
    const holidays = holidaysIn(rules, year)
    years.set(year, holidays)
    return holidays
  }
  function holidayName(day: PlainDay): Localised | null {
    const single = extra.get(day)
    if (single) return single.working ? null : single.name
    return holidaysOf(Number(day.slice(0, 4))).get(day) ?? null
  }
  function isWorkingDay(day: PlainDay): boolean {
    if (extra.get(day)?.working) return true
    return !weekend.has(weekday(day)) && holidayName(day) === null
  }
  function addWorkingDays(day: PlainDay, n: number): PlainDay {
    if (!Number.isInteger(n) || n < 0) throw new RangeError(`not a number of working days: ${n}`)
    let reached = day
    for (let left = n, rest = 0; left > 0; ) {
      reached = addDays(reached, 1)
      if (isWorkingDay(reached)) {
        left -= 1
        rest = 0
      } else if (++rest > LONGEST_REST_DAYS) throw new RangeError(`no working day in the year before ${reached}`)
    }
    return reached
  }
  function workingDaysBetween(from: PlainDay, to: PlainDay): number {
    if (to < from) return -workingDaysBetween(to, from)
    let count = 0
    for (let day = from; day < to; ) {
      day = addDays(day, 1)
      if (isWorkingDay(day)) count += 1
    }
    return count
  }
  return {
    holidayName,
    isHoliday: (day) => holidayName(day) !== null,
    isWorkingDay,
    addWorkingDays,
    workingDaysBetween,
  }
}

function holidaysIn(rules: readonly HolidayRule[], year: number): Map<PlainDay, Localised> {
  const holidays = new Map<PlainDay, Localised>()
  for (const rule of rules) {
    const day = 'monthDay' in rule ? `${year}-${rule.monthDay}` : addDays(orthodoxEaster(year), rule.easterOffset)
    if ((rule.from === null || rule.from <= day) && (rule.to === null || day <= rule.to)) holidays.set(day, rule.name)
  }
  return holidays
}
