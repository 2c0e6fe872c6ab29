import { addDays, type PlainDay } from './plain-day.ts'

/** From the Julian to the Gregorian calendar, from 14 March 1900 to 13 March 2100. */
const JULIAN_LAG_DAYS = 13

/**
 * Orthodox Easter Sunday as a Gregorian day. Source: J. Meeus, Astronomical Algorithms (1991), chapter 8, Julian Easter.
 * @throws RangeError outside 1900–2099, where the Julian calendar lags by another number of days.
 */
export function orthodoxEaster(year: number): PlainDay {
  if (!Number.isInteger(year) || year < 1900 || year > 2099)
    throw new RangeError(`Easter is known for 1900–2099: ${year}`)
  const a = year % 4
  const b = year % 7
  const c = year % 19
  const d = (19 * c + 15) % 30
  const e = (2 * a + 4 * b - d + 34) % 7
  const month = Math.floor((d + e + 114) / 31)
  const day = ((d + e + 114) % 31) + 1
  const julian = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  return addDays(julian, JULIAN_LAG_DAYS)
}
