import type { CellFormat } from '../../table-schema.ts'
import { isNamed } from './named-days.ts'

/**
 * What a text may be, as bits of one number: a column is judged by how many of its cells have which bits. The order within each list is the
 * order in which one is taken where several fit all cells.
 */

export const numberForms: readonly { bit: number; format: CellFormat & { decimal: '.' | ',' } }[] = [
  { bit: 1 << 1, format: { decimal: '.' } },
  { bit: 1 << 2, format: { decimal: ',' } },
  { bit: 1 << 3, format: { decimal: ',', thousands: ' ' } },
  { bit: 1 << 4, format: { decimal: '.', thousands: ' ' } },
  { bit: 1 << 5, format: { decimal: ',', thousands: '.' } },
  { bit: 1 << 6, format: { decimal: '.', thousands: ',' } },
  { bit: 1 << 7, format: { decimal: '.', thousands: "'" } },
]

/** Folded as `lower` and without marks; the first spelling of each is the one of the format. */
export const booleanForms: readonly { bit: number; yes: string[]; no: string[] }[] = [
  { bit: 1 << 10, yes: ['da'], no: ['nu'] },
  { bit: 1 << 11, yes: ['да'], no: ['нет'] },
  { bit: 1 << 12, yes: ['true'], no: ['false'] },
  { bit: 1 << 13, yes: ['yes'], no: ['no'] },
  { bit: 1 << 14, yes: ['adevarat', 'adevărat'], no: ['fals'] },
  { bit: 1 << 15, yes: ['истина'], no: ['ложь'] },
]

export const datePatterns: readonly { bit: number; pattern: string }[] = [
  { bit: 1 << 16, pattern: 'yyyy-mm-dd' },
  { bit: 1 << 17, pattern: 'dd.mm.yyyy' },
  { bit: 1 << 18, pattern: 'dd/mm/yyyy' },
  { bit: 1 << 19, pattern: 'dd-mm-yyyy' },
  { bit: 1 << 20, pattern: 'yyyy.mm.dd' },
  { bit: 1 << 21, pattern: 'yyyy/mm/dd' },
  { bit: 1 << 22, pattern: 'mm/dd/yyyy' },
  { bit: 1 << 23, pattern: 'mm-dd-yyyy' },
  { bit: 1 << 8, pattern: 'dd mmmm yyyy' },
  { bit: 1 << 9, pattern: 'mmmm dd, yyyy' },
]

export const TIME = 1 << 24
/** A date with the time of day behind it. */
export const WITH_TIME = 1 << 25
/** No digit in it: among numbers or dates it is plainly no value. */
export const WORD = 1 << 26
/** Has the shape of a number or a date and is none: 31.02.2026, 12,,5. */
export const FAULT = 1 << 27
/** Of numbers: what stands in it, and whether it is a bare one of at most three digits. */
export const WITH_POINT = 1 << 28
export const WITH_COMMA = 1 << 29
export const SHORT = 1 << 30

const all = (forms: readonly { bit: number }[]) => forms.reduce((bits, { bit }) => bits | bit, 0)

export const NUMBER = all(numberForms)
/** All that is known of a number. */
export const NUMBERS = NUMBER | WITH_POINT | WITH_COMMA | SHORT
export const BOOLEAN = all(booleanForms)
export const DATE = all(datePatterns)
export const NAMED_DAY = all(datePatterns.filter(({ pattern }) => isNamed(pattern)))
/** Any type at all; a text without one of these fits no type but string. */
export const TYPED = NUMBER | BOOLEAN | DATE | TIME

/** Bits of the number forms that have this decimal mark, or this mark between thousands. */
export function formsWith(format: CellFormat): number {
  return all(
    numberForms.filter(
      ({ format: { decimal, thousands } }) =>
        (format.decimal === undefined || format.decimal === decimal) &&
        (format.thousands === undefined || format.thousands === thousands),
    ),
  )
}
