/** Where the time comes from. Everything takes it as an argument, so that tests can hold it still. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

/** The instant a number of seconds before or after another. */
export function after(instant: Date, seconds: number): Date {
  return new Date(instant.getTime() + seconds * 1000)
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
