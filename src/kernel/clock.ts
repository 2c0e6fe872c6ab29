/** Where the time comes from. Everything takes it as an argument, so that tests can hold it still. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

/** A civil day, 'YYYY-MM-DD'. */
export type PlainDay = string

/** The civil day of an instant in a time zone (IANA name). */
export function dayOf(instant: Date, timeZone: string): PlainDay {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone).toPlainDate().toString()
}

/** The instant a number of seconds before or after another. */
export function after(instant: Date, seconds: number): Date {
  return new Date(instant.getTime() + seconds * 1000)
}
