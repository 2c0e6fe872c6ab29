import { type Lang, locales, type View } from '#kernel/i18n/view.ts'
import type { Cell } from '../../engine/table-query.ts'
import type { ColumnType } from '../../table-schema.ts'
import { isQuantity, type Measured } from './quantity.ts'

/** A cell for people. Thousands stand apart where the column says how much or how many, never in a year or a code. All digits are shown. */
export function cellInWords(view: Pick<View, 'lang' | 't' | 'date'>, column: Measured, cell: Cell): string {
  const { type } = column
  if (cell === null) return ''
  if (typeof cell === 'boolean') return view.t(cell ? 'open-data.ingest.yes' : 'open-data.ingest.no')
  if (isNumeric(type) && NUMBER.test(String(cell)) && isQuantity(column))
    return exactly(view.lang).format(String(cell) as `${number}`)
  const [, day, time] = (type === 'date' || type === 'datetime' ? DAY.exec(String(cell)) : null) ?? []
  if (day) return [view.date(day, 'short'), time?.replace(/:00$/, '')].filter(Boolean).join(', ')
  return String(cell)
}

const NUMBER = /^-?[0-9]+(?:\.[0-9]+)?(?:e[+-]?[0-9]+)?$/
/** As many as can be asked for. */
const MOST_DECIMALS = 100

/** From texts too, so that long numbers keep their last digits. */
function exactly(lang: Lang): Intl.NumberFormat {
  const made = formats.get(lang) ?? new Intl.NumberFormat(locales[lang], { maximumFractionDigits: MOST_DECIMALS })
  formats.set(lang, made)
  return made
}

const formats = new Map<Lang, Intl.NumberFormat>()

const DAY = /^([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T(.*))?$/

export const isNumeric = (type: ColumnType): boolean => type === 'integer' || type === 'number'
