import { type DateParts, datePartsOf, isDay, timeOf } from './dates.ts'
import {
  booleanForms,
  datePatterns,
  FAULT,
  formsWith,
  NUMBER,
  SHORT,
  TIME,
  WITH_COMMA,
  WITH_POINT,
  WITH_TIME,
  WORD,
} from './forms.ts'
import { type NamedPattern, namedDay } from './named-days.ts'

/** More digits are an identifier: they fit no integer of 64 bits, or lose their last ones as a floating number. */
export const MOST_DIGITS = 18
export const MOST_SIGNIFICANT = 17

const ZERO = 48
const NINE = 57
const POINT = 46
const COMMA = 44
const SLASH = 47
const HYPHEN = 45
const COLON = 58
const BLANK = 32
const LETTER_T = 84
const MINUS = 0x2212

const POINT_DECIMAL = formsWith({ decimal: '.' })
const COMMA_DECIMAL = formsWith({ decimal: ',' })
const POINT_THOUSANDS = formsWith({ thousands: '.' })
const COMMA_THOUSANDS = formsWith({ thousands: ',' })
const BLANK_THOUSANDS = formsWith({ thousands: ' ' })
const QUOTE_THOUSANDS = formsWith({ thousands: "'" })

/** By the code of the mark between the parts. */
const YEAR_FIRST = bitsByMark('yyyy#mm#dd')
const DAY_FIRST = bitsByMark('dd#mm#yyyy')
const MONTH_FIRST = bitsByMark('mm#dd#yyyy')

function bitsByMark(order: string): number[] {
  const bits = new Array<number>(SLASH + 1).fill(0)
  for (const { bit, pattern } of datePatterns) {
    const mark = /[./-]/.exec(pattern)?.[0] ?? ''
    if (mark !== '' && order.replaceAll('#', mark) === pattern) bits[mark.charCodeAt(0)] = bit
  }
  return bits
}

const words = new Map(
  booleanForms.flatMap(({ bit, yes, no }) => [...yes, ...no].map((word) => [word, bit | WORD] as const)),
)
const LONGEST_WORD = Math.max(...[...words.keys()].map((word) => word.length))

/**
 * What a text may be, as bits of forms.ts; 0 for what can be nothing but a string: a code, leading zeros, digits among letters.
 *
 * @param text not empty, without blanks at its ends
 */
export function classify(text: string): number {
  const first = text.charCodeAt(0)
  if (first >= ZERO && first <= NINE) return ofDigits(text, 0)
  if (first === HYPHEN || first === MINUS) return ofDigits(text, 1)
  if (first === POINT || first === COMMA) return ofDigits(text, 0)
  return ofWord(text)
}

/** The usual numbers, without a regular expression: there are millions of them. */
function ofDigits(text: string, begin: number): number {
  const length = text.length
  const whole = digitsFrom(text, begin)
  const count = whole - begin
  const zeros = count > 1 && text.charCodeAt(begin) === ZERO
  if (whole === length) return zeros || count === 0 || count > MOST_DIGITS ? 0 : count <= 3 ? NUMBER | SHORT : NUMBER
  if (length >= 10) {
    const bits = ofUsualDate(text)
    if (bits !== 0) return bits
  }
  const mark = text.charCodeAt(whole)
  if (mark === POINT || mark === COMMA) {
    const end = digitsFrom(text, whole + 1)
    const decimals = end - whole - 1
    if (end === length && decimals > 0) {
      if (zeros || count + decimals > MOST_SIGNIFICANT) return 0
      const thousands = decimals === 3 && count > 0 && count <= 3 && text.charCodeAt(begin) !== ZERO
      return mark === POINT
        ? POINT_DECIMAL | WITH_POINT | (thousands ? POINT_THOUSANDS : 0)
        : COMMA_DECIMAL | WITH_COMMA | (thousands ? COMMA_THOUSANDS : 0)
    }
  }
  return ofMarks(text)
}

function digitsFrom(text: string, from: number): number {
  let at = from
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (code < ZERO || code > NINE) break
    at++
  }
  return at
}

const BLANK_GROUPS = /^[-−]?[1-9]\d{0,2}(?:[ \u00a0\u2007\u2009\u202f]\d{3})+([.,]\d+)?$/
const POINT_GROUPS = /^[-−]?[1-9]\d{0,2}(?:\.\d{3})+(,\d+)?$/
const COMMA_GROUPS = /^[-−]?[1-9]\d{0,2}(?:,\d{3})+(\.\d+)?$/
const QUOTE_GROUPS = /^[-−]?[1-9]\d{0,2}(?:['’]\d{3})+(\.\d+)?$/
/** With a mark or a sign: 12E4 alone is as often a code. */
const EXPONENT = /^[-−]?\d+(?:([.,])\d+[eE][+-]?\d{1,3}|[eE][+-]\d{1,3})$/
/** Nothing but digits and marks of numbers, and at least one of these. */
const NUMBER_SHAPE = /^[-−]?[\d ]*[.,][\d., ]*$/

function ofMarks(text: string): number {
  const date = datePartsOf(text)
  if (date) return ofDate(date)
  if (text.includes(':')) return timeOf(text) === null ? 0 : TIME
  if (text.length > 2 * MOST_SIGNIFICANT) return 0
  let found = BLANK_GROUPS.exec(text)
  if (found) return decimals(found[1], BLANK_THOUSANDS)
  found = POINT_GROUPS.exec(text)
  if (found) return POINT_THOUSANDS | WITH_POINT | (found[1] ? WITH_COMMA : 0)
  found = COMMA_GROUPS.exec(text)
  if (found) return COMMA_THOUSANDS | WITH_COMMA | (found[1] ? WITH_POINT : 0)
  found = QUOTE_GROUPS.exec(text)
  if (found) return QUOTE_THOUSANDS | (found[1] ? WITH_POINT : 0)
  found = EXPONENT.exec(text)
  if (found) return exponential(found[1])
  if (NUMBER_SHAPE.test(text)) return FAULT
  return DIGIT.test(text) ? ofNamedDay(text) : WORD
}

function decimals(part: string | undefined, forms: number): number {
  if (!part) return forms
  return part.startsWith('.') ? (forms & POINT_DECIMAL) | WITH_POINT : (forms & COMMA_DECIMAL) | WITH_COMMA
}

function ofDate({ parts, mark, time }: DateParts): number {
  // Chapters and budget codes are written like days of a short year.
  const yearFirst = parts[0].length === 4
  if (yearFirst === (parts[2].length === 4)) return 0
  if (time === undefined || (yearFirst ? parts[2] : parts[0]).length > 2) return FAULT
  const bits = ofDay(mark.charCodeAt(0), Number(parts[0]), Number(parts[1]), Number(parts[2]), yearFirst)
  return time && bits !== FAULT ? bits | WITH_TIME : bits
}

/** 25.11.2026 and 2026-11-25, without a regular expression; 0 for what does not look so. */
function ofTen(text: string): number {
  const mark = text.charCodeAt(2)
  if (isMark(mark) && text.charCodeAt(5) === mark) {
    const first = numberAt(text, 0, 2)
    const second = numberAt(text, 3, 5)
    const year = numberAt(text, 6, 10)
    return first < 0 || second < 0 || year < 0 ? 0 : ofDay(mark, first, second, year, false)
  }
  const other = text.charCodeAt(4)
  if (!isMark(other) || text.charCodeAt(7) !== other) return 0
  const year = numberAt(text, 0, 4)
  const month = numberAt(text, 5, 7)
  const day = numberAt(text, 8, 10)
  return year < 0 || month < 0 || day < 0 ? 0 : ofDay(other, year, month, day, true)
}

function isMark(code: number): boolean {
  return code >= HYPHEN && code <= SLASH
}

/** -1 where not all are digits. */
function numberAt(text: string, from: number, to: number): number {
  let value = 0
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - ZERO
    if (digit < 0 || digit > 9) return -1
    value = value * 10 + digit
  }
  return value
}

function ofDay(mark: number, first: number, second: number, third: number, yearFirst: boolean): number {
  if (yearFirst) return isDay(first, second, third) ? (YEAR_FIRST[mark] as number) : FAULT
  const bits =
    (isDay(third, second, first) ? (DAY_FIRST[mark] as number) : 0) |
    (isDay(third, first, second) ? (MONTH_FIRST[mark] as number) : 0)
  return bits === 0 ? FAULT : bits
}

const DIGIT = /\d/

function ofWord(text: string): number {
  const known = text.length <= LONGEST_WORD ? words.get(text.toLowerCase()) : undefined
  return known ?? (DIGIT.test(text) ? ofNamedDay(text) : WORD)
}

const NAMED = new Map(datePatterns.map(({ bit, pattern }) => [pattern as NamedPattern, bit]))
/** "30 сентября 2024 года", with a blank or two more. */
const LONGEST_DAY = 24

function ofNamedDay(text: string): number {
  const found = text.length <= LONGEST_DAY ? namedDay(text) : null
  if (!found) return 0
  return found.day === null ? FAULT : (NAMED.get(found.pattern) as number)
}

/** Always a number with decimals, which the exponent may hide. */
function exponential(mark: string | undefined): number {
  if (mark === undefined) return NUMBER | WITH_COMMA | WITH_POINT
  return mark === ',' ? COMMA_DECIMAL | WITH_COMMA : POINT_DECIMAL | WITH_POINT
}

/** A date of ten characters, alone or with hh:mm or hh:mm:ss behind it; 0 for what does not look so. */
function ofUsualDate(text: string): number {
  if (text.length === 10) return ofTen(text)
  if (text.length !== 16 && text.length !== 19) return 0
  const between = text.charCodeAt(10)
  if ((between !== BLANK && between !== LETTER_T) || text.charCodeAt(13) !== COLON) return 0
  const hour = numberAt(text, 11, 13)
  const minute = numberAt(text, 14, 16)
  const second = text.length === 16 ? 0 : text.charCodeAt(16) === COLON ? numberAt(text, 17, 19) : -1
  if (hour < 0 || minute < 0 || second < 0) return 0
  const bits = ofTen(text)
  if (bits === 0 || bits === FAULT) return bits
  return hour > 23 || minute > 59 || second > 59 ? FAULT : bits | WITH_TIME
}
