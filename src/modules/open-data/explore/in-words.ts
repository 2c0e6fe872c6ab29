import { type Lang, locales, type View } from '#kernel/i18n/view.ts'
import type { Cell } from '../engine/table-query.ts'
import type { ColumnView } from '../ingest/replies.ts'
import { cellInWords } from '../ingest/tables/cell-in-words.ts'
import { titleWithUnit } from '../title-with-unit.ts'
import { figureIn, keyIn } from './group-words.ts'

type Words = Pick<View, 'lang' | 't' | 'date'>

export function columnTitle(columns: Pick<ColumnView, 'name' | 'title' | 'format'>[], name: string): string {
  const column = columns.find((one) => one.name === name)
  return column ? titleWithUnit(column) : name
}

/** "Data, pe luni", of what an address calls `data:month`. */
export function keyTitle({ t, lang }: Words, columns: ColumnView[], words: string): string {
  const key = keyIn(words)
  const title = columnTitle(columns, key?.column ?? words)
  if (!key || key.by === 'value') return title
  if (typeof key.by === 'object')
    return t('open-data.explore.by.step', { title, step: numberInWords(lang, key.by.step) })
  return t(`open-data.explore.by.${key.by}`, { title })
}

/** "Suma: Executat, lei", of what an address calls `sum:executat_lei`. */
export function figureTitle({ t }: Words, columns: ColumnView[], words: string): string {
  const figure = figureIn(words)
  if (!figure || figure.is === 'count') return t('open-data.explore.rows')
  return t('open-data.explore.figure-of', {
    figure: t(`open-data.explore.figure.${figure.is}`),
    title: columnTitle(columns, figure.column),
  })
}

/** A key of a group as people say it. */
export function keyInWords(view: Words, columns: ColumnView[], words: string, cell: Cell): string {
  const { t, lang } = view
  const key = keyIn(words)
  if (cell === null) return t('open-data.explore.empty')
  if (typeof key?.by === 'object') {
    const [from, to] = [Number(cell), Number(cell) + key.by.step]
    return `${numberInWords(lang, from)} – ${numberInWords(lang, to)}`
  }
  switch (key?.by) {
    case 'month':
      return view.date(`${cell}-01`, 'month')
    case 'quarter': {
      const [year = '', quarter = ''] = String(cell).split('-Q')
      return t('open-data.explore.quarter', { year, quarter })
    }
    case 'day':
      return view.date(String(cell), 'short')
    case 'weekday':
      return formatsOf(lang).weekday.format(WEEK_OF_MONDAY + Number(cell) * DAY_MS)
    case 'hour':
      return `${String(cell).padStart(2, '0')}:00`
    case 'year':
      return String(cell)
    default:
      return valueInWords(view, columns, key?.column ?? words, cell)
  }
}

/** A cell of a column; what is no text can be empty without a word. */
export function valueInWords(view: Words, columns: ColumnView[], name: string, cell: Cell): string {
  if (cell === null) return view.t('open-data.explore.empty')
  const column = columns.find((one) => one.name === name)
  return cellInWords(view, column ?? { name, title: name, type: 'string' }, cell) || view.t('open-data.explore.blank')
}

/** A figure of a group as people say it; a dash where there is none. */
export function figureInWords(view: Words, columns: ColumnView[], words: string, cell: Cell): string {
  if (cell === null) return '–'
  const figure = figureIn(words)
  if ((figure?.is === 'min' || figure?.is === 'max') && typeof cell !== 'number')
    return valueInWords(view, columns, figure.column, cell)
  return typeof cell === 'number' ? numberInWords(view.lang, cell) : String(cell)
}

/** As much of a number as one takes in: 2024 without and 12 000 with a mark between thousands, five digits of a fraction. */
export function numberInWords(lang: Lang, n: number): string {
  const { large, whole, small } = formatsOf(lang)
  if (Number.isInteger(n)) return whole.format(n)
  return (Math.abs(n) >= 1_000 ? large : small).format(n)
}

const MOST_DECIMALS = 4
/** Digits of the least number in a column that still count. */
const TELLING = 3
/** Digits of the largest one, with its decimals: more are read by nobody. */
const MOST_DIGITS = 9

/** Numbers below each other: as many decimals in each as the column needs, so that the eye compares them. A dash where there is none. */
export function columnInWords(lang: Lang, values: (number | null)[]): (value: number | null) => string {
  const decimals = decimalsOf(values.filter((value) => value !== null))
  const format = new Intl.NumberFormat(locales[lang], {
    useGrouping: 'min2',
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  })
  return (value) => (value === null ? '–' : format.format(value))
}

/** None for whole numbers; else so many that the least one keeps its digits, while zeros at all ends are left out. */
export function decimalsOf(values: number[]): number {
  const sizes = values.filter((value) => value !== 0).map((value) => Math.floor(Math.log10(Math.abs(value))))
  if (sizes.length === 0 || values.every(Number.isInteger)) return 0
  const [least, most] = [sizes.reduce((a, b) => Math.min(a, b)), sizes.reduce((a, b) => Math.max(a, b))]
  const wanted = Math.min(TELLING - 1 - least, MOST_DIGITS - 1 - most, MOST_DECIMALS)
  let decimals = Math.max(1, wanted)
  while (decimals > 1 && values.every((value) => sameAt(value, decimals, decimals - 1))) decimals -= 1
  return decimals
}

const sameAt = (value: number, more: number, fewer: number) =>
  Number(value.toFixed(more)) === Number(value.toFixed(fewer))

/** For the ticks of an axis: millions and thousands by their short names. */
export function shortNumber(lang: Lang, n: number): string {
  return Math.abs(n) >= 10_000 ? formatsOf(lang).compact.format(n) : numberInWords(lang, n)
}

export function shortDay(lang: Lang, day: string): string {
  return formatsOf(lang).day.format(Date.parse(`${day}T00:00:00Z`))
}

export function shortMonth(lang: Lang, month: string): string {
  return formatsOf(lang).month.format(Date.parse(`${month}-01T00:00:00Z`))
}

const DAY_MS = 86_400_000
/** A Sunday: the day before the first weekday. */
const WEEK_OF_MONDAY = Date.UTC(2026, 0, 4)

const formats = new Map<Lang, ReturnType<typeof makeFormats>>()

function formatsOf(lang: Lang) {
  const made = formats.get(lang) ?? makeFormats(locales[lang])
  formats.set(lang, made)
  return made
}

function makeFormats(locale: string) {
  const number = (options: Intl.NumberFormatOptions) =>
    new Intl.NumberFormat(locale, { useGrouping: 'min2', ...options })
  const date = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })
  return {
    whole: number({ maximumFractionDigits: 0 }),
    large: number({ maximumFractionDigits: 2 }),
    small: number({ maximumSignificantDigits: 5 }),
    compact: number({ notation: 'compact', maximumSignificantDigits: 3 }),
    day: date({ day: 'numeric', month: 'short' }),
    month: date({ month: 'short', year: 'numeric' }),
    weekday: date({ weekday: 'long' }),
  }
}
