import type { CellFormat, Column, RejectReason } from '../../table-schema.ts'
import { MOST_DIGITS } from './classify.ts'
import { datePartsOf, dayIn, timeOf } from './dates.ts'
import { booleanForms } from './forms.ts'
import { isNamed, namedDay } from './named-days.ts'
import { togetherUnit, withUnit } from './units.ts'

export type ParsedCell = { value: string } | { reason: RejectReason }

/**
 * The value of a cell as its column has it, written in one way: 1234.5, 2026-11-25, 2026-11-25T08:30:00, 08:30:00, true. What the engine makes
 * of the spool must be the same.
 *
 * - numbers: digits, perhaps in groups of three by the mark of the column, perhaps with decimals after its decimal mark; a hyphen or − before.
 *   Bare digits are right in every format. An integer may have decimals that are zeros, when its column has a decimal mark, and no
 *   exponent; a number may have one, 1.5E+03. Where the column has a unit each of its numbers stands beside it, and one without is none.
 * - dates: in the order of the pattern; days and months may have one digit. With names of months in any of the three languages, long or short.
 * - datetimes: the same, then a blank or T, and hh:mm, seconds and fractions by choice; without a time they are midnight; with a zone they become UTC.
 * - booleans: one of the two words of the column, in capitals or not, with marks or not.
 *
 * @param text as in the spool; blanks at its ends are no part of it
 * @returns the empty value for an empty cell and for one that says that the value is missing
 */
export function parseCell(text: string, column: Pick<Column, 'type' | 'format' | 'missingMarks'>): ParsedCell {
  const cell = text.trim()
  if (cell === '' || column.missingMarks.includes(cell)) return { value: '' }
  const { type, format } = column
  if (type === 'string') return { value: cell }
  if (type === 'integer') return found(integerOf(cell, format), 'not-an-integer')
  if (type === 'number') return found(numberOf(cell, format), 'not-a-number')
  if (type === 'boolean') return found(booleanOf(cell, format), 'not-a-boolean')
  if (type === 'date') return found(dateOf(cell, format), 'not-a-date')
  if (type === 'datetime') return found(datetimeOf(cell, format), 'not-a-datetime')
  return found(timeOf(cell), 'not-a-time')
}

function found(value: string | null, reason: RejectReason): ParsedCell {
  return value === null ? { reason } : { value }
}

function integerOf(text: string, format: CellFormat): string | null {
  const cell = bareOf(text, format)
  if (cell === null || /[eE]/.test(cell) || (format.decimal === undefined && cell.includes(markOf(format)))) return null
  const value = bareNumberOf(cell, format)
  return value !== null && /^-?\d+$/.test(value) && value.replace('-', '').length <= MOST_DIGITS ? value : null
}

/** Before the decimals, also of a column that has none. */
function markOf({ decimal, thousands }: CellFormat): ',' | '.' {
  return decimal ?? (thousands === '.' ? ',' : '.')
}

const BLANK = '[ \\u00a0\\u2007\\u2009\\u202f]'
const GROUPS = { ' ': BLANK, '.': '\\.', ',': ',', "'": "['’]" }
const patterns = new Map<string, RegExp>()

/** Sign, whole part, decimals, exponent. */
function patternOf(format: CellFormat): RegExp {
  const { decimal, thousands } = format
  const key = `${decimal}${thousands}`
  let pattern = patterns.get(key)
  if (!pattern) {
    const mark = markOf(format) === ',' ? ',' : '\\.'
    const grouped = thousands ? `|[1-9]\\d{0,2}(?:${GROUPS[thousands]}\\d{3})+` : ''
    pattern = new RegExp(`^([-−]?)(\\d+${grouped})?(?:${mark}(\\d+))?([eE][+-]?\\d{1,3})?$`)
    patterns.set(key, pattern)
  }
  return pattern
}

/** Without its unit; null where the column has one and this cell has not. */
function bareOf(text: string, { unit }: CellFormat): string | null {
  if (unit === undefined) return text
  const found = withUnit(text)
  return found && togetherUnit(found.unit, unit) === unit ? found.number : null
}

function numberOf(text: string, format: CellFormat): string | null {
  const cell = bareOf(text, format)
  return cell === null ? null : bareNumberOf(cell, format)
}

function bareNumberOf(cell: string, format: CellFormat): string | null {
  const parts = patternOf(format).exec(cell)
  if (!parts) return null
  const [, sign, whole = '', decimals = '', exponent] = parts
  if (whole === '' && decimals === '') return null
  if (exponent && decimals === '' && !/[+-]/.test(exponent)) return null
  const digits = whole.replaceAll(/\D/g, '').replace(/^0+(?=\d)/, '') || '0'
  const fraction = decimals.replace(/0+$/, '')
  const value = fraction ? `${digits}.${fraction}` : digits
  const signed = sign && /[1-9]/.test(value) ? `-${value}` : value
  if (!exponent) return signed
  const number = Number(signed + exponent)
  return Number.isFinite(number) ? String(number) : null
}

function booleanOf(cell: string, { words }: CellFormat): string | null {
  const word = cell.toLowerCase()
  const form = booleanForms.find(({ yes }) => yes[0] === words?.[0])
  if (word === words?.[0] || form?.yes.includes(word)) return 'true'
  return word === words?.[1] || form?.no.includes(word) ? 'false' : null
}

function dateOf(cell: string, { pattern = 'yyyy-mm-dd' }: CellFormat): string | null {
  if (isNamed(pattern)) return namedDayIn(cell, pattern)
  const parts = datePartsOf(cell)
  return parts && parts.time === null ? dayIn(pattern, parts) : null
}

function namedDayIn(cell: string, pattern: string): string | null {
  const found = namedDay(cell)
  return found?.pattern === pattern ? found.day : null
}

function datetimeOf(cell: string, { pattern = 'yyyy-mm-dd hh:mm' }: CellFormat): string | null {
  const named = pattern.replace(/ hh:mm$/, '')
  if (isNamed(named)) {
    const midnight = namedDayIn(cell, named)
    return midnight && `${midnight}T00:00:00`
  }
  const parts = datePartsOf(cell)
  if (!parts || parts.time === undefined) return null
  const day = dayIn(pattern.split(/[ T]/)[0] as string, parts)
  if (day === null) return null
  const { text: time, zoneMinutes } = parts.time ?? { text: '00:00:00', zoneMinutes: null }
  return zoneMinutes ? inUtc(day, time, zoneMinutes) : `${day}T${time}`
}

function inUtc(day: string, time: string, zoneMinutes: number): string | null {
  const [seconds = '', fraction] = time.split('.')
  const utc = new Date(Date.parse(`${day}T${seconds}Z`) - zoneMinutes * 60_000).toISOString().slice(0, 19)
  if (!/^\d{4}-/.test(utc)) return null
  return fraction ? `${utc}.${fraction}` : utc
}
