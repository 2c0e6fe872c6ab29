import { dayUnits, type GroupKey, hourUnits, type SettledKey } from '../engine/group-key.ts'
import { type Figure, type FigureName, figureNames } from '../engine/group-rows.ts'
import { NAME } from '../ingest/tables/fields.ts'

const UNITS = ['value', 'auto', ...dayUnits, ...hourUnits].join('|')
const STEP = '(?:[1-9][0-9]{0,11}(?:\\.[0-9]{1,6})?|0\\.[0-9]{1,6})'

/** `column`, `column:month`, `column:step:10`, in addresses. */
export const KEY = new RegExp(`^(${NAME})(?::(?:(${UNITS})|step:(${STEP})))?$`)
/** `count`, `sum:column`. */
export const FIGURE = new RegExp(`^(?:count|(?:${figureNames.filter((one) => one !== 'count').join('|')}):${NAME})$`)

export function keyIn(words: string): GroupKey | null {
  const [, column, unit, step] = KEY.exec(words) ?? []
  if (!column) return null
  if (step) return Number(step) > 0 ? { column, by: { step: Number(step) } } : null
  return { column, by: (unit as Exclude<GroupKey['by'], object> | undefined) ?? 'value' }
}

export function keyText({ column, by }: GroupKey): string {
  if (typeof by === 'object') return `${column}:step:${plain(by.step)}`
  return by === 'value' ? column : `${column}:${by}`
}

export function figureIn(words: string): Figure | null {
  if (!FIGURE.test(words)) return null
  const at = words.indexOf(':')
  return at < 0 ? { is: 'count' } : figureOf(words.slice(0, at) as FigureName, words.slice(at + 1))
}

/** A figure of no column is the number of rows. */
export function figureOf(is: FigureName, column: string | null): Figure {
  return is === 'count' || column === null ? { is: 'count' } : { is, column }
}

export function figureText(figure: Figure): string {
  return figure.is === 'count' ? 'count' : `${figure.is}:${figure.column}`
}

/** Whether keys follow each other along a line, such as months and steps, and not only by the alphabet. */
export function isInOrder({ by }: SettledKey): boolean {
  return by !== 'value'
}

/** Without an exponent. */
function plain(step: number): string {
  return step.toFixed(6).replace(/\.?0+$/, '')
}
