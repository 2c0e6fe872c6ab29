/** Where the time comes from. Everything takes it as an argument, so that tests can hold it still. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

/** The instant a number of seconds before or after another. */
export function after(instant: Date, seconds: number): Date {
  return new Date(instant.getTime() + seconds * 1000)
}

const QUARTER_MS = 15 * 60_000
const SINCE_2011_MS = Date.UTC(2011, 0, 1)

/**
 * The beginning of the quarter of an hour that an instant lies in, by which civil days can be remembered: in every zone all of it is one
 * day. Null before 2011, when parts of Canada still turned their clocks back a minute after midnight.
 */
export function quarterOf(milliseconds: number): number | null {
  return milliseconds < SINCE_2011_MS ? null : milliseconds - (milliseconds % QUARTER_MS)
}

/**
 * For instants, the milliseconds until their civil day is over, by what clocks on the wall show: wrong by an hour in the first hours of the two
 * days of the year on which they are changed.
 *
 * @param timeZone IANA name
 */
export function untilMidnightIn(timeZone: string): (instant: Date) => number {
  const shown = new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'medium', hourCycle: 'h23' })
  return (instant) => {
    const [hours = 0, minutes = 0, seconds = 0] = shown.format(instant).split(':').map(Number)
    return (86_400 - (hours * 3600 + minutes * 60 + seconds)) * 1000 - instant.getUTCMilliseconds()
  }
}
