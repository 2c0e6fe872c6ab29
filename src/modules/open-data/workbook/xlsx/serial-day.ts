import { canonicalNumber } from '../canonical-number.ts'
import { clock } from '../clock.ts'
import type { Shown } from './number-format.ts'

const DAY_SECONDS = 86_400
/** Day 0 of the usual count. Day 60 is 29 February 1900, which never was: Lotus 1-2-3 had it. */
const EPOCH = Date.UTC(1899, 11, 30)
const FALSE_DAY = 60
/** 31 December 9999. */
const LAST_DAY = 2_958_465
/** Days between the two counts: 1 January 1904 is day 0 of the other one. */
const SINCE_1904 = 1462

/**
 * A number as its cell shows it, canonically: 2026-11-25, 2026-11-25T08:30:00, 08:30:00, 26:30:00 of elapsed time, 00164. What its format hides is not
 * told: the hours behind a bare date, the day behind a bare time. A number that is no day of the calendar stays a number.
 * @param text as it stands in the file
 */
export function showNumber(text: string, shown: Shown, isSince1904: boolean): string {
  const value = Number(text)
  const number = canonicalNumber(text)
  if (text.trim() === '' || !Number.isFinite(value) || value < 0) return number
  if (shown.as === 'code') return /^\d+$/.test(number) ? number.padStart(shown.digits, '0') : number
  if (shown.as === 'duration') return clock(value * DAY_SECONDS, shown.hasFraction)
  if (shown.as === 'time') return timeOf(value * DAY_SECONDS, shown.hasFraction)
  const days = value + (isSince1904 ? SINCE_1904 : 0)
  if (shown.as === 'date') return dayOf(Math.floor(days)) ?? number
  const seconds = rounded(days * DAY_SECONDS, shown.hasFraction)
  const day = dayOf(Math.floor(seconds / DAY_SECONDS))
  return day ? `${day}T${timeOf(seconds, shown.hasFraction)}` : number
}

/**
 * The other way round, for what is written.
 * @param text 2026-11-25, 2026-11-25T08:30:00 or 08:30:00
 * @returns null for what a spreadsheet cannot count: before March 1900 programs disagree, and no day at all
 */
export function serialOf(text: string): number | null {
  const [, day, time] = /^(\d{4}-\d\d-\d\d)?T?(\d\d:\d\d:\d\d(?:\.\d{1,6})?)?$/.exec(text) ?? []
  const seconds = time ? secondsOf(time) : 0
  if (!day) return time && seconds < DAY_SECONDS ? seconds / DAY_SECONDS : null
  const days = (Date.parse(`${day}T00:00:00Z`) - EPOCH) / (DAY_SECONDS * 1000)
  return Number.isNaN(days) || days <= FALSE_DAY ? null : days + seconds / DAY_SECONDS
}

/** Few days fill many rows, and writing one takes long. */
const known = new Map<number, string>()
const MOST_KNOWN = 50_000

function dayOf(day: number): string | null {
  const written = known.get(day)
  if (written) return written
  if (day < 1 || day > LAST_DAY || day === FALSE_DAY) return null
  const real = day < FALSE_DAY ? day + 1 : day
  const text = new Date(EPOCH + real * DAY_SECONDS * 1000).toISOString().slice(0, 10)
  if (known.size < MOST_KNOWN) known.set(day, text)
  return text
}

function timeOf(seconds: number, hasFraction: boolean): string {
  return clock(rounded(seconds, hasFraction) % DAY_SECONDS, hasFraction)
}

/** Days are kept as floating fractions: 08:30:00 may be 08:29:59.9999998. */
function rounded(seconds: number, hasFraction: boolean): number {
  return hasFraction ? Math.round(seconds * 1000) / 1000 : Math.round(seconds)
}

function secondsOf(time: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number)
  return hours * 3600 + minutes * 60 + seconds
}
