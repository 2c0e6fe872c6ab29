/** Parts of a date with or without a time of day: three numbers around one mark, then perhaps hours, minutes, seconds and zone. */
const DATE =
  /^(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(?:[T\s]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,6})\d*)?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?)?$/

const TIME = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,6})\d*)?)?$/

export interface DateParts {
  /** As they stand. */
  parts: [string, string, string]
  mark: string
  /** Null: no time behind it. Undefined: a time that no clock shows. */
  time: { text: string; zoneMinutes: number | null } | null | undefined
}

/** @returns null for a text that does not look like a date */
export function datePartsOf(text: string): DateParts | null {
  const found = DATE.exec(text)
  if (!found) return null
  const [, first = '', mark = '', second = '', third = '', hour, minute = '', seconds, fraction, zone] = found
  return {
    parts: [first, second, third],
    mark,
    time: hour === undefined ? null : timed(clockTime(hour, minute, seconds, fraction), zone),
  }
}

function timed(text: string | null, zone: string | undefined): DateParts['time'] {
  const zoneMinutes = zone === undefined ? null : minutesOf(zone)
  return text === null || Number.isNaN(zoneMinutes) ? undefined : { text, zoneMinutes }
}

/** NaN for a zone that is nowhere. */
function minutesOf(zone: string): number {
  if (zone === 'Z') return 0
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(3).replace(':', ''))]
  if (hours > 14 || minutes > 59) return Number.NaN
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes)
}

/** @returns hh:mm:ss, with .ffffff where there is one; null when no clock shows it */
export function timeOf(text: string): string | null {
  const found = TIME.exec(text)
  return found && clockTime(found[1] as string, found[2] as string, found[3], found[4])
}

function clockTime(hour: string, minute: string, seconds = '00', fraction?: string): string | null {
  if (Number(hour) > 23 || Number(minute) > 59 || Number(seconds) > 59) return null
  const part = fraction?.replace(/0+$/, '')
  return `${hour.padStart(2, '0')}:${minute}:${seconds}${part ? `.${part}` : ''}`
}

/** @returns yyyy-mm-dd; null for a day that is in no calendar */
export function civilDay(year: number, month: number, day: number): string | null {
  if (!isDay(year, month, day)) return null
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

export function isDay(year: number, month: number, day: number): boolean {
  return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

/**
 * The day that the parts mean in a pattern, for example 'dd.mm.yyyy'. Days and months may have one digit. Of two-digit years those up to 68 are
 * of this century.
 *
 * @returns null when the text is not written so, or there is no such day
 */
export function dayIn(pattern: string, { parts, mark }: DateParts): string | null {
  const names = pattern.split(/[./-]/)
  if (!pattern.includes(mark) || names.length !== 3) return null
  let [year, month, day] = [0, 0, 0]
  for (const [at, name] of names.entries()) {
    const text = parts[at] as string
    if (name.startsWith('y')) {
      if (text.length !== name.length) return null
      year = name.length === 2 ? Number(text) + (Number(text) > 68 ? 1900 : 2000) : Number(text)
    } else if (text.length > 2) return null
    else if (name === 'mm') month = Number(text)
    else day = Number(text)
  }
  return civilDay(year, month, day)
}
