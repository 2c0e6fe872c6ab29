import { type ColumnLike, cellOf, columnNamed, ordered, shown } from './column-sql.ts'
import { chosenBy } from './condition-sql.ts'
import { literal, quoted } from './duckdb.ts'
import { checkKey, type GroupKey, isAlong, isNumber, keySql, type SettledKey, settleKey } from './group-key.ts'
import { BadQuery } from './refusals.ts'
import type { AskedTable, Cell, KeptTable, OpenTables, TableQuery } from './table-query.ts'

export const figureNames = ['count', 'sum', 'mean', 'median', 'min', 'max', 'distinct'] as const
export type FigureName = (typeof figureNames)[number]

/** What is told of each group: its rows, or something of the cells of a column in them. */
export type Figure = { is: 'count' } | { is: Exclude<FigureName, 'count'>; column: string }

type AskedFigure = Figure | { is: 'filled'; column: string }

export interface GroupQuery extends Pick<TableQuery, 'where' | 'words'> {
  by: GroupKey[]
  /** `filled`: in how many rows something stands. */
  figures: AskedFigure[]
  /** By the number of rows, or by a key or a figure, counted from 0. Keys in their order when absent. */
  sort?: { by: 'count' | { key: number } | { figure: number }; descending: boolean }
  limit: number
  offset?: number
}

export interface Group {
  /** In the order of `by`; null where nothing stands. A month is '2026-07', a quarter '2026-Q3', a weekday 1 (Monday) to 7. */
  keys: Cell[]
  count: number
  /** In the order of `figures`. */
  figures: Cell[]
}

export interface GroupPage {
  by: SettledKey[]
  groups: Group[]
  /** Of all groups. */
  total: number
}

export const MOST_GROUPS = 50_000

/**
 * The rows that a query chooses, put together, and what is told of each group.
 *
 * @throws BadQuery, TooHeavy, Busy
 */
export async function groupRows(tables: OpenTables, table: KeptTable, query: GroupQuery): Promise<GroupPage> {
  const grouping = groupingOf(table, query)
  const { figures, values } = grouping
  return tables.ask(table, async (asked) => {
    const { by, grouped, window } = await grouping.sql(asked)
    const cells = [...by.map((_, at) => `k${at}`), 'n', ...figures.map(({ cell }, at) => cell(`f${at}`))]
    const rows = await asked.run(`SELECT ${cells.join(', ')}, count(*) OVER () FROM (${grouped})${window}`, values)
    const total =
      rows[0]?.at(-1) ?? (query.offset ? (await asked.run(`SELECT count(*) FROM (${grouped})`, values))[0]?.[0] : 0)
    const groups = rows.map((row) => ({
      keys: row.slice(0, by.length).map(cellOf),
      count: Number(row[by.length]),
      figures: row.slice(by.length + 1, -1).map((value) => finite(cellOf(value))),
    }))
    return { by, groups, total: Number(total) }
  })
}

/**
 * Writes the same as Parquet, with its own types. @param names of the keys, of the number of rows and of the figures
 *
 * @throws BadQuery, TooHeavy, Busy
 */
export async function writeGroups(
  tables: OpenTables,
  table: KeptTable,
  query: GroupQuery,
  { names, place }: { names: string[]; place: string },
): Promise<void> {
  const grouping = groupingOf(table, query)
  await tables.askAtLength(table, async (asked) => {
    const { by, grouped, window } = await grouping.sql(asked)
    const cells = [...by.map((_, at) => `k${at}`), 'n', ...grouping.figures.map((_, at) => `f${at}`)]
    const named = cells.map((cell, at) => `${cell} AS ${quoted(names[at] ?? cell)}`)
    // Ordered within: a name of a column outside may be that of another one.
    await asked.run(
      `COPY (SELECT ${named.join(', ')} FROM (SELECT * FROM (${grouped})${window})) TO ${literal(place)} (FORMAT parquet, COMPRESSION zstd)`,
      grouping.values,
    )
  })
}

/** A query checked, and what makes SQL of it once the table is open. */
function groupingOf(table: KeptTable, query: GroupQuery) {
  const columns = query.by.map((key) => {
    const column = columnNamed(table, key.column)
    checkKey(column, key)
    return column
  })
  const figures = query.figures.map((figure) => figureSql(table, figure))
  const { where, values } = chosenBy(table, query)
  const limit = Math.min(query.limit, MOST_GROUPS)
  return {
    figures,
    values,
    async sql({ source, run }: Pick<AskedTable, 'source' | 'run'>) {
      const from = `FROM ${source} WHERE ${where}`
      const by: SettledKey[] = []
      for (const [at, key] of query.by.entries())
        by.push(await settleKey(run, columns[at] as ColumnLike, key, from, values))
      const keys = by.map((key, at) => `${keySql(columns[at] as ColumnLike, key)} AS k${at}`)
      const told = figures.map(({ sql }, at) => `${sql} AS f${at}`)
      const grouped = `SELECT ${[...keys, 'count(*) AS n', ...told].join(', ')} ${from}${keys.length > 0 ? ` GROUP BY ${keys.map((_, at) => at + 1).join(', ')}` : ''}`
      const order = orderOf(query, columns, by)
      const window = `${order ? ` ORDER BY ${order}` : ''} LIMIT ${limit} OFFSET ${query.offset ?? 0}`
      return { by, grouped, window }
    },
  }
}

interface FigureSql {
  sql: string
  /** Of its name, as a cell. */
  cell(name: string): string
}

function figureSql(table: KeptTable, figure: AskedFigure): FigureSql {
  const itself = (name: string) => name
  if (figure.is === 'count') return { sql: 'count(*)', cell: itself }
  const column = columnNamed(table, figure.column)
  const cell = quoted(column.name)
  switch (figure.is) {
    case 'filled':
      return { sql: `count(${cell})`, cell: itself }
    case 'distinct':
      return { sql: `count(DISTINCT ${cell})`, cell: itself }
    case 'min':
    case 'max':
      if (!isAlong(column.type) && column.type !== 'time') throw new BadQuery(column.name, 'no-order')
      return { sql: `${figure.is}(${cell})`, cell: (name) => shown({ ...column, name }) }
    default:
      if (!isNumber(column.type)) throw new BadQuery(column.name, 'no-numbers')
      return { sql: `${FUNCTIONS[figure.is]}(${cell})`, cell: itself }
  }
}

const FUNCTIONS = { sum: 'sum', mean: 'avg', median: 'median' } as const

function orderOf({ sort, figures }: GroupQuery, columns: ColumnLike[], by: SettledKey[]): string {
  const keyOrder = (at: number) => {
    const { type } = columns[at] as ColumnLike
    return ordered({ name: `k${at}`, type: by[at]?.by === 'value' ? type : 'integer' }, false)
  }
  const first = ((): string[] => {
    if (!sort) return []
    if (sort.by === 'count') return ['n']
    if ('key' in sort.by) return columns[sort.by.key] ? keyOrder(sort.by.key) : []
    return figures[sort.by.figure] ? [`f${sort.by.figure}`] : []
  })()
  const rest = by.flatMap((_, at) => keyOrder(at)).map((one) => `${one} NULLS LAST`)
  return [...first.map((one) => `${one} ${sort?.descending ? 'DESC' : 'ASC'} NULLS LAST`), ...rest].join(', ')
}

/** A sum may go beyond what a number can say; JSON knows no infinity. */
function finite(cell: Cell): Cell {
  return typeof cell === 'number' && !Number.isFinite(cell) ? null : cell
}
