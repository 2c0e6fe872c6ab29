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
  return Temporal.Instant.fromEpochMilliseconds(milliseconds).toZonedDateTimeISO(timeZone).toPlainDate().toString()
}

/** The instant at which a civil day begins in a time zone. */
export function startOfDay(day: PlainDay, timeZone: string): Date {
  return new Date(Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds)
}

export function addDays(day: PlainDay, days: number): PlainDay {
  return Temporal.PlainDate.from(day).add({ days }).toString()
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
