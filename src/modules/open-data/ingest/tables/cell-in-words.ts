import type { View } from '#kernel/i18n/view.ts'
import type { Cell } from '../../engine/table-query.ts'
import type { ColumnType } from '../../table-schema.ts'

/**
 * A cell for people. Numbers without signs between thousands: a year or a code of a place is no quantity, and nobody knows which it is. All digits
 * are shown.
 */
export function cellInWords(view: Pick<View, 'lang' | 't' | 'date'>, type: ColumnType, cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'boolean') return view.t(cell ? 'open-data.ingest.yes' : 'open-data.ingest.no')
  if (type === 'number' && view.lang !== 'en') return String(cell).replace('.', ',')
  const [, day, time] = (type === 'date' || type === 'datetime' ? DAY.exec(String(cell)) : null) ?? []
  if (day) return [view.date(day, 'short'), time?.replace(/:00$/, '')].filter(Boolean).join(', ')
  return String(cell)
}

const DAY = /^([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T(.*))?$/

export const isNumeric = (type: ColumnType): boolean => type === 'integer' || type === 'number'
