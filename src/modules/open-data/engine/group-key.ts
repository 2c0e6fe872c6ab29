import type { ColumnType } from '../table-schema.ts'
import { type ColumnLike, shown } from './column-sql.ts'
import { quoted } from './duckdb.ts'
import { BadQuery } from './refusals.ts'
import type { AskedTable } from './table-query.ts'

export const dayUnits = ['year', 'quarter', 'month', 'day', 'weekday'] as const
export const hourUnits = ['hour'] as const
export type Unit = 'value' | (typeof dayUnits)[number] | (typeof hourUnits)[number]

/** By what rows are put together: the cells of a column as they are, a part of its dates, or steps along its numbers. */
export interface GroupKey {
  column: string
  /** 'auto': what makes a number of groups that one can look at. A number is the length of a step. */
  by: Unit | 'auto' | { step: number }
}

/** The same with nothing left open. */
export interface SettledKey extends GroupKey {
  by: Unit | { step: number }
}

const FEW = 20
/** Days that are still told one by one, and that are told by month. */
const MANY_DAYS = 92
const MANY_MONTHS_IN_DAYS = 3_700

/** Whether a column can be looked at so. */
export function unitsOf(type: ColumnType): readonly Unit[] {
  if (type === 'date') return dayUnits
  if (type === 'datetime') return [...dayUnits, ...hourUnits]
  return type === 'time' ? hourUnits : ['value']
}

export const isNumber = (type: ColumnType): boolean => type === 'integer' || type === 'number'
export const isAlong = (type: ColumnType): boolean => isNumber(type) || type === 'date' || type === 'datetime'

/** @throws BadQuery where the column has no such parts */
export function checkKey(column: ColumnLike, { by }: GroupKey): void {
  if (by === 'value' || by === 'auto') return
  if (typeof by === 'object' ? !isNumber(column.type) : !unitsOf(column.type).includes(by))
    throw new BadQuery(column.name, 'no-such-parts')
}

/** What 'auto' comes to, by how far the chosen rows reach. @param from `FROM … WHERE …` */
export async function settleKey(
  run: AskedTable['run'],
  column: ColumnLike,
  key: GroupKey,
  from: string,
  values: unknown[],
): Promise<SettledKey> {
  if (key.by !== 'auto') return key as SettledKey
  if (column.type === 'time') return { ...key, by: 'hour' }
  if (!isAlong(column.type)) return { ...key, by: 'value' }
  const along = isNumber(column.type) ? `${quoted(column.name)}::DOUBLE` : `epoch(${quoted(column.name)})`
  const [[low, high] = []] = await run(`SELECT min(${along})::DOUBLE, max(${along})::DOUBLE ${from}`, values)
  const far = Number(high ?? 0) - Number(low ?? 0)
  if (!isNumber(column.type)) {
    const days = far / 86_400
    return { ...key, by: days <= MANY_DAYS ? 'day' : days <= MANY_MONTHS_IN_DAYS ? 'month' : 'year' }
  }
  return { ...key, by: { step: stepFor(far, column.type) } }
}

/** 1, 2 or 5 times a power of ten, so that about twenty of them reach so far. */
function stepFor(far: number, type: ColumnType): number {
  const least = type === 'integer' ? 1 : 1e-6
  if (!(far > 0) || !Number.isFinite(far)) return Math.max(1, least)
  const power = 10 ** Math.floor(Math.log10(far / FEW))
  const step = [1, 2, 5, 10].find((one) => far / (one * power) <= FEW) ?? 10
  return Math.min(Math.max(Number((step * power).toPrecision(3)), least), 1e12)
}

/** The key of a row in SQL: a text for parts of dates, a number for steps, the value itself else; null where nothing stands. */
export function keySql(column: ColumnLike, { by }: SettledKey): string {
  const cell = quoted(column.name)
  if (typeof by === 'object') return stepSql(cell, column.type, by.step)
  switch (by) {
    case 'year':
      return `strftime(${cell}, '%Y')`
    case 'quarter':
      return `strftime(${cell}, '%Y') || '-Q' || quarter(${cell})`
    case 'month':
      return `strftime(${cell}, '%Y-%m')`
    case 'day':
      return `strftime(${cell}, '%Y-%m-%d')`
    case 'weekday':
      return `isodow(${cell})`
    case 'hour':
      return `hour(${cell})`
    case 'value':
      return shown(column)
  }
}

/** The beginning of the step, without the dust of binary fractions: 0.3 is the beginning of a step of 0.1, although 0.3 / 0.1 is a little less than 3. */
function stepSql(cell: string, type: ColumnType, step: number): string {
  const decimals = Math.max(0, -Math.floor(Math.log10(step)) + 2)
  const begin = `round(floor(round(${cell} / ${step}::DOUBLE, 9)) * ${step}::DOUBLE, ${Math.min(decimals, 9)})`
  return type === 'integer' && Number.isInteger(step) ? `${begin}::HUGEINT` : begin
}
