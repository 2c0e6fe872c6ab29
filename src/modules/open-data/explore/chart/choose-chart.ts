import { type GroupKey, isAlong, isNumber } from '../../engine/group-key.ts'
import type { FigureName } from '../../engine/group-rows.ts'
import { BadQuery } from '../../engine/refusals.ts'
import type { Column } from '../../table-schema.ts'
import { sharedText, tellingColumns } from '../../telling-columns.ts'
import type { ChartKind } from '../fields.ts'
import { figureOf, figureText, keyIn } from '../group-words.ts'

export interface ChartAsked {
  kind: ChartKind | null
  x: string | null
  y: string | null
  figure: FigureName | null
  split: string | null
  /** More figures, in the words of addresses. */
  of: string[]
}

/** A chart of which everything is said. */
export interface ChosenChart {
  kind: ChartKind
  x: GroupKey
  y: string | null
  figure: FigureName
  split: string | null
  of: string[]
}

/**
 * What an address leaves open is chosen so that something is seen: dates along x, else words that rows share; the mean of the first number
 * with decimals that is no degree of a place.
 *
 * @throws BadQuery for a table that has nothing of the kind, and for parts and several figures at once: nobody could tell the lines apart
 */
export function chooseChart(columns: Column[], asked: ChartAsked): ChosenChart {
  const isFirst = !asked.kind && !asked.x && !asked.y
  const kind = asked.kind ?? kindFor(columns, asked.x)
  const split = kind === 'histogram' ? null : asked.split
  if (kind === 'scatter') return { ...scatter(columns, asked), split, of: [] }
  const x = asked.x ? (keyIn(asked.x) as GroupKey) : { column: alongFor(columns, kind), by: 'auto' as const }
  if (kind === 'histogram')
    return { kind, x: { column: x.column, by: 'value' }, y: null, figure: 'count', split, of: [] }
  const y =
    asked.y ??
    (isFirst
      ? (tellingColumns(columns).find(({ type, name }) => type === 'number' && name !== x.column)?.name ?? null)
      : null)
  const figure = y === null ? 'count' : (asked.figure ?? (isFirst ? 'mean' : 'sum'))
  const first = figureText(figureOf(figure, y))
  const of = [...new Set(asked.of)].filter((words) => words !== first)
  if (split !== null && of.length > 0) throw new BadQuery(split, 'split-or-figures')
  return { kind, x, y: figure === 'count' ? null : y, figure, split, of }
}

function kindFor(columns: Column[], x: string | null): ChartKind {
  const key = x === null ? null : keyIn(x)
  if (key && key.by !== 'value') return key.by === 'weekday' || key.by === 'hour' ? 'bar' : 'line'
  const column = key ? columns.find(({ name }) => name === key.column) : columns.find(({ type }) => isTime(type))
  return column && isTime(column.type) ? 'line' : 'bar'
}

function alongFor(columns: Column[], kind: ChartKind): string {
  const telling = tellingColumns(columns)
  const among = (some: Column[], fits: (type: Column['type']) => boolean) => some.find(({ type }) => fits(type))
  const first = (fits: (type: Column['type']) => boolean) => among(telling, fits) ?? among(columns, fits)
  const along = (some: Column[]) => among(some, isNumberWithDecimals) ?? among(some, isAlong)
  const found =
    kind === 'histogram'
      ? (along(telling) ?? along(columns))
      : (first(isTime) ?? sharedText(telling) ?? first((type) => type === 'string') ?? columns[0])
  if (found) return found.name
  throw new BadQuery(columns[0]?.name ?? '', 'no-numbers')
}

function scatter(columns: Column[], { x, y }: ChartAsked): Omit<ChosenChart, 'split' | 'of'> {
  const numbers = columns.filter(({ type }) => isNumber(type)).toSorted((a, b) => rank(a) - rank(b))
  const across = (x === null ? null : keyIn(x)?.column) ?? numbers.find(({ name }) => name !== y)?.name
  const up = y ?? numbers.find(({ name }) => name !== across)?.name ?? across
  if (!across || !up) throw new BadQuery(columns[0]?.name ?? '', 'no-numbers')
  return { kind: 'scatter', x: { column: across, by: 'value' }, y: up, figure: 'count' }
}

const rank = ({ type }: Column) => (type === 'number' ? 0 : 1)
const isNumberWithDecimals = (type: Column['type']) => type === 'number'
const isTime = (type: Column['type']) => type === 'date' || type === 'datetime'
