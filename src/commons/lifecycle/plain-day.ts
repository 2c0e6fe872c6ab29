import { quarterOf } from '#kernel/clock.ts'

/** A civil day, 'YYYY-MM-DD' in the proleptic Gregorian calendar. Has no time and no zone; compares with `<` as text. */
export type PlainDay = string

const SHAPE = /^\d{4}-\d{2}-\d{2}$/

/** Checks a text that came from outside. @throws RangeError when it is no existing day in the form 'YYYY-MM-DD'. */
export function plainDay(text: string): PlainDay {
  if (!SHAPE.test(text)) throw new RangeError(`not a day in the form YYYY-MM-DD: ${JSON.stringify(text)}`)
  return Temporal.PlainDate.from(text).toString()
}

/**
 * The civil day on which an instant falls in a time zone.
 * @param instant a Date, or milliseconds since 1970-01-01T00:00Z
 * @param timeZone IANA name, such as 'Europe/Chisinau'; never the zone of the machine
 */
export function dayOf(instant: Date | number, timeZone: string): PlainDay {
  const milliseconds = typeof instant === 'number' ? instant : instant.getTime()
  const quarter = quarterOf(milliseconds)
  if (quarter === null) return dayAt(milliseconds, timeZone)
  const days = daysKnown.get(timeZone) ?? new Map<number, PlainDay>()
  daysKnown.set(timeZone, days)
  const known = days.get(quarter)
  if (known !== undefined) return known
  if (days.size >= MOST_KNOWN) days.clear()
  const day = dayAt(milliseconds, timeZone)
  days.set(quarter, day)
  return day
}

const MOST_KNOWN = 20_000
/** Lists ask for the same days again and again, and working one out takes some microseconds. */
const daysKnown = new Map<string, Map<number, PlainDay>>()

function dayAt(milliseconds: number, timeZone: string): PlainDay {
  return Temporal.Instant.fromEpochMilliseconds(milliseconds).toZonedDateTimeISO(timeZone).toPlainDate().toString()
}

/** The instant at which a civil day begins in a time zone. */
export function startOfDay(day: PlainDay, timeZone: string): Date {
  return new Date(Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds)
}

export function addDays(day: PlainDay, days: number): PlainDay {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  // Not by Temporal, which a chart of three years would ask a thousand times.
  const moved = new Date(Date.UTC(year, month - 1, date + days))
  return year >= 100 && moved.getUTCFullYear() <= 9999
    ? moved.toISOString().slice(0, 10)
    : Temporal.PlainDate.from(day).add({ days }).toString()
}

/** Nights from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: PlainDay, to: PlainDay): number {
  return Temporal.PlainDate.from(from).until(to, { largestUnit: 'days' }).days
}

/** ISO: 1 is Monday, 7 is Sunday. */
export function weekday(day: PlainDay): number {
  return Temporal.PlainDate.from(day).dayOfWeek
}

/** Whole years from a birth date to a day. */
export function yearsOn(born: PlainDay, day: PlainDay): number {
  return Temporal.PlainDate.from(born).until(day, { largestUnit: 'years' }).years
}
