/** Where the time comes from. Everything takes it as an argument, so that tests can hold it still. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

/** The instant a number of seconds before or after another. */
export function after(instant: Date, seconds: number): Date {
  return new Date(instant.getTime() + seconds * 1000)
}
