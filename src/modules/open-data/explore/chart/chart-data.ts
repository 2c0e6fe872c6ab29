import { columnFigures } from '../../engine/column-figures.ts'
import { columnNamed } from '../../engine/column-sql.ts'
import { isAlong, isNumber, type SettledKey } from '../../engine/group-key.ts'
import { type Figure, type Group, groupRows } from '../../engine/group-rows.ts'
import { queryTable } from '../../engine/query-table.ts'
import { BadQuery } from '../../engine/refusals.ts'
import { scatteredPoints } from '../../engine/scattered-points.ts'
import type { Cell, Condition, OpenTables } from '../../engine/table-query.ts'
import type { Explored } from '../about-table.ts'
import { figureIn, figureOf, figureText, isInOrder, keyText } from '../group-words.ts'
import type { ChartView } from '../replies.ts'
import type { ChosenChart } from './choose-chart.ts'
import { fillKeys } from './fill-keys.ts'

export type ChartData = Pick<ChartView, 'keys' | 'ends' | 'series' | 'points' | 'drawn'> & { x: string }

/** A line has more places than rows of bars have room. */
const MOST_KEYS = 400
const MOST_BARS = 30
const MOST_SERIES = 6
const MOST_POINTS = 1_000

export const noData: ChartData = {
  x: '',
  keys: [],
  ends: [],
  series: [],
  points: [],
  drawn: { keys: 0, ofKeys: 0, series: 0, ofSeries: 0, withoutPlace: 0 },
}

type Rows = Pick<Explored, 'table' | 'asked'>

/** What a chart draws. @throws BadQuery, TooHeavy, Busy */
export async function chartData(tables: OpenTables, rows: Rows, chart: ChosenChart): Promise<ChartData> {
  const data = await placed(tables, rows, chart)
  return { ...data, drawn: { ...data.drawn, withoutPlace: await countWithoutPlace(tables, rows, chart) } }
}

/** Rows that stand nowhere along x, or in none of the parts. */
async function countWithoutPlace(
  tables: OpenTables,
  { table, asked }: Rows,
  { kind, x, y, split }: ChosenChart,
): Promise<number> {
  const needed = [x.column, kind === 'scatter' ? y : null, kind === 'histogram' ? null : split]
  const any = needed.flatMap((column): Condition[] => (column === null ? [] : [{ column, is: 'empty' }]))
  const { total } = await queryTable(tables, table, {
    ...asked,
    where: both(asked.where, { any }),
    limit: 0,
    total: true,
  })
  return total ?? 0
}

function placed(tables: OpenTables, rows: Rows, chart: ChosenChart): Promise<ChartData> {
  if (chart.kind === 'histogram') return histogram(tables, rows, chart)
  return chart.kind === 'scatter' ? scatter(tables, rows, chart) : grouped(tables, rows, chart)
}

async function histogram(tables: OpenTables, { table, asked }: Rows, { x }: ChosenChart): Promise<ChartData> {
  const { histogram: steps, filled } = await columnFigures(tables, table, x.column, asked)
  if (filled > 0 && steps.length === 0) throw new BadQuery(x.column, 'no-numbers')
  return {
    ...noData,
    x: keyText(x),
    keys: steps.map(({ from }) => from),
    ends: steps.map(({ to }) => to),
    series: [{ name: null, figure: null, values: steps.map(({ count }) => count) }],
    drawn: { keys: filled, ofKeys: filled, series: 1, ofSeries: 1, withoutPlace: 0 },
  }
}

async function scatter(tables: OpenTables, rows: Rows, chart: ChosenChart): Promise<ChartData> {
  const parted = await partsOf(tables, rows, chart.split)
  const found = await scatteredPoints(tables, rows.table, {
    ...withParts(rows.asked, parted),
    x: chart.x.column,
    y: chart.y as string,
    split: chart.split,
    limit: MOST_POINTS,
  })
  const places = new Map(parted.parts.map((part, at) => [String(part), at]))
  return {
    ...noData,
    x: keyText(chart.x),
    series: parted.parts.map((name) => ({ name, figure: null, values: [] })),
    points: found.points.map(({ id, x, y, split }) => ({ row: id, x, y, series: places.get(String(split)) ?? 0 })),
    drawn: {
      keys: found.points.length,
      ofKeys: found.total,
      series: parted.parts.length,
      ofSeries: parted.of,
      withoutPlace: 0,
    },
  }
}

async function grouped(tables: OpenTables, rows: Rows, chart: ChosenChart): Promise<ChartData> {
  const { table, asked } = rows
  const figures = figuresOf(table, chart)
  const figure = figures[0] as Figure
  const parted = await partsOf(tables, rows, chart.split)
  const query = withParts(asked, parted)
  const filled: Condition = { column: chart.x.column, is: 'not-empty' }
  const whole = { ...query, where: both(query.where, filled) }
  const first = await groupRows(tables, table, { ...whole, by: [chart.x], figures, limit: MOST_KEYS + 1 })
  const by = first.by[0] as SettledKey
  const x = keyText(by)
  const isOrdered = isAlong(columnNamed(table, by.column).type) && first.total <= MOST_BARS
  const inLine = isInOrder(by) || chart.kind !== 'bar' || isOrdered
  const keys = inLine
    ? lineOf(
        first.total,
        first.groups.map(({ keys: [key = null] }) => key),
        by,
      )
    : await largest(tables, rows, whole, by, figure)
  const drawn = {
    keys: keys.length,
    ofKeys: Math.max(first.total, keys.length),
    series: 1,
    ofSeries: 1,
    withoutPlace: 0,
  }
  if (!chart.split) {
    const groups = inLine ? first.groups : (await only(keys)).groups
    const series = figures.map((one, at) => {
      const values = new Map(groups.map((group) => [String(group.keys[0]), told(one, group, at)]))
      return {
        name: null,
        figure: figures.length > 1 ? figureText(one) : null,
        values: valuesAt(keys, values, one.is),
      }
    })
    return { ...noData, x, keys, series, drawn: { ...drawn, series: series.length, ofSeries: series.length } }
  }
  const split = { column: chart.split, by: 'value' as const }
  const pairs = await (inLine
    ? groupRows(tables, table, { ...whole, by: [by, split], figures: [figure], limit: MOST_KEYS * MOST_SERIES })
    : only(keys, [split]))
  const series = parted.parts.map((name) => {
    const values = new Map(
      pairs.groups
        .filter(({ keys: [, part = null] }) => String(part) === String(name))
        .map((group) => [String(group.keys[0]), told(figure, group, 0)]),
    )
    return { name, figure: null, values: valuesAt(keys, values, figure.is) }
  })
  return { ...noData, x, keys, series, drawn: { ...drawn, series: series.length, ofSeries: parted.of } }

  /** The same, of some keys alone. */
  function only(some: Cell[], more: SettledKey[] = []) {
    const among: Condition = { column: by.column, is: 'in', values: some.filter((key) => key !== null) }
    return groupRows(tables, table, {
      ...whole,
      where: both(whole.where, among),
      by: [by, ...more],
      figures,
      limit: MOST_BARS * MOST_SERIES,
    })
  }
}

/** All that is drawn, the first one first. @throws BadQuery for what has no numbers: a chart has no axis of days upwards */
function figuresOf(table: Rows['table'], { figure, y, of }: ChosenChart): Figure[] {
  const all = [figureOf(figure, y), ...of.flatMap((words) => figureIn(words) ?? [])]
  for (const one of all)
    if (one.is !== 'count' && one.is !== 'distinct' && !isNumber(columnNamed(table, one.column).type))
      throw new BadQuery(one.column, 'no-numbers')
  return all
}

const told = (figure: Figure, { count, figures }: Group, at: number): Cell =>
  figure.is === 'count' ? count : (figures[at] ?? null)

/** @throws BadQuery where they are too many to be told apart */
function lineOf(total: number, found: Cell[], by: SettledKey): Cell[] {
  const keys = total > MOST_KEYS ? null : fillKeys(found, by, MOST_KEYS)
  if (!keys) throw new BadQuery(by.column, 'too-many-groups')
  return keys
}

async function largest(
  tables: OpenTables,
  { table }: Rows,
  query: Rows['asked'],
  by: SettledKey,
  figure: ReturnType<typeof figureOf>,
): Promise<Cell[]> {
  const { groups } = await groupRows(tables, table, {
    ...query,
    by: [by],
    figures: [figure],
    sort: { by: { figure: 0 }, descending: true },
    limit: MOST_BARS,
  })
  return groups.map(({ keys: [key = null] }) => key)
}

interface Parts {
  column: string | null
  /** The most frequent values; one null where nothing is parted. */
  parts: Cell[]
  of: number
}

async function partsOf(tables: OpenTables, { table, asked }: Rows, column: string | null): Promise<Parts> {
  if (column === null) return { column, parts: [null], of: 1 }
  const filled: Condition = { column, is: 'not-empty' }
  const { groups, total } = await groupRows(tables, table, {
    ...asked,
    where: both(asked.where, filled),
    by: [{ column, by: 'value' }],
    figures: [],
    sort: { by: 'count', descending: true },
    limit: MOST_SERIES,
  })
  return { column, parts: groups.map(({ keys: [part = null] }) => part), of: total }
}

function withParts(asked: Rows['asked'], { column, parts }: Parts): Rows['asked'] {
  if (column === null) return asked
  const among: Condition = { column, is: 'in', values: parts.filter((part) => part !== null) }
  return { ...asked, where: both(asked.where, among) }
}

function both(one: Condition | undefined, other: Condition): Condition {
  return one ? { all: [one, other] } : other
}

/** Where there are no rows, their number is 0 and nothing else is known. */
function valuesAt(keys: Cell[], values: Map<string, Cell>, is: string): (number | null)[] {
  return keys.map((key) => {
    const value = values.get(String(key))
    if (value === undefined) return is === 'count' || is === 'distinct' ? 0 : null
    return value === null ? null : Number(value)
  })
}
