import { civilDay } from './dates.ts'

/** Months as people write them in Romanian, Russian and English, in small letters, long and short; no word means two months. */
export const monthNames: readonly (readonly string[])[] = [
  ['ianuarie', 'ian', 'january', 'jan', 'января', 'январь', 'янв'],
  ['februarie', 'feb', 'february', 'февраля', 'февраль', 'февр', 'фев'],
  ['martie', 'mar', 'march', 'марта', 'март', 'мар'],
  ['aprilie', 'apr', 'april', 'апреля', 'апрель', 'апр'],
  ['mai', 'may', 'мая', 'май'],
  ['iunie', 'iun', 'june', 'jun', 'июня', 'июнь', 'июн'],
  ['iulie', 'iul', 'july', 'jul', 'июля', 'июль', 'июл'],
  ['august', 'aug', 'августа', 'август', 'авг'],
  ['septembrie', 'sept', 'sep', 'september', 'сентября', 'сентябрь', 'сент', 'сен'],
  ['octombrie', 'oct', 'october', 'октября', 'октябрь', 'окт'],
  ['noiembrie', 'noi', 'nov', 'november', 'ноября', 'ноябрь', 'нояб', 'ноя'],
  ['decembrie', 'dec', 'december', 'декабря', 'декабрь', 'дек'],
]
const months = new Map(monthNames.flatMap((names, at) => names.map((name) => [name, at + 1] as const)))

const BLANK = '[ \u00a0\u2007\u2009\u202f]'
/** The name of a month, perhaps with a point behind it, and what stands between parts. */
const MONTH = `([^\\s\\d.,/-]{3,10})\\.?`
const BETWEEN = `(?:${BLANK}+|-)`

/** By the pattern of a column; the year always has four digits, so that no part can be taken for another. */
export const namedPatterns = {
  'dd mmmm yyyy': {
    order: ['d', 'm', 'y'],
    shape: `(\\d{1,2})${BETWEEN}${MONTH},?${BETWEEN}(\\d{4})(?:${BLANK}*(?:г\\.?|года))?`,
  },
  'mmmm dd, yyyy': { order: ['m', 'd', 'y'], shape: `${MONTH}${BLANK}+(\\d{1,2}),?${BLANK}+(\\d{4})` },
} as const
export type NamedPattern = keyof typeof namedPatterns

export function isNamed(pattern: string): pattern is NamedPattern {
  return Object.hasOwn(namedPatterns, pattern)
}

const shapes = Object.entries(namedPatterns).map(([pattern, { order, shape }]) => ({
  pattern: pattern as NamedPattern,
  order,
  shape: new RegExp(`^${shape}$`),
}))

/**
 * A day with the name of its month: "5 ianuarie 2024", "5 января 2024 г.", "Jan 5, 2024".
 *
 * @returns null for what is not written so; `day` is null for a day that is in no calendar
 */
export function namedDay(text: string): { pattern: NamedPattern; day: string | null } | null {
  for (const { pattern, order, shape } of shapes) {
    const found = shape.exec(text)
    if (!found) continue
    const [day, month, year] = (['d', 'm', 'y'] as const).map((part) => found[order.indexOf(part as never) + 1] ?? '')
    const number = months.get(month?.toLowerCase() ?? '')
    if (number !== undefined) return { pattern, day: civilDay(Number(year), number, Number(day)) }
  }
  return null
}
