import { type ColumnLike, cellOf, columnNamed, shown } from './column-sql.ts'
import { chosenBy } from './condition-sql.ts'
import { quoted } from './duckdb.ts'
import type { AskedTable, ColumnFigures, KeptTable, OpenTables, TableQuery } from './table-query.ts'

const TOP = 20
const STEPS = 20

/**
 * What the cells of one column are like, in the rows that a query chooses.
 *
 * @throws BadQuery, TooHeavy, Busy
 */
export async function columnFigures(
  tables: OpenTables,
  table: KeptTable,
  name: string,
  query: Pick<TableQuery, 'where' | 'words'> = {},
): Promise<ColumnFigures> {
  const column = columnNamed(table, name)
  const { where, values } = chosenBy(table, query)
  return tables.ask(table, async ({ source, run }) => {
    const from = `FROM ${source} WHERE ${where}`
    const cell = quoted(column.name)
    const mean = column.type === 'integer' || column.type === 'number' ? `avg(${cell})` : 'NULL'
    const [summary = []] = await run(
      `SELECT filled, missing, different, ${shown({ ...column, name: 'least' })}, ${shown({ ...column, name: 'most' })}, mean
       FROM (SELECT count(${cell}) AS filled, count(*) - count(${cell}) AS missing, count(DISTINCT ${cell}) AS different,
         min(${cell}) AS least, max(${cell}) AS most, ${mean} AS mean ${from})`,
      values,
    )
    const [filled, missing, distinct, min = null, max = null, average] = summary.map(cellOf)
    // Our names in SQL begin with _, as no column of a file does: one called as ours would be taken for it.
    const top = await run(
      `SELECT ${shown(column)}, _times FROM (SELECT ${cell}, count(*) AS _times ${from} AND ${cell} IS NOT NULL GROUP BY ${cell})
       ORDER BY _times DESC, ${cell} LIMIT ${TOP}`,
      values,
    )
    return {
      filled: Number(filled),
      missing: Number(missing),
      distinct: Number(distinct),
      min,
      max,
      mean: average === null || average === undefined ? null : Number(average),
      top: top.map(([value, count]) => ({ value: cellOf(value), count: Number(count) })),
      histogram: await histogramOf(run, column, from, values),
    }
  })
}

/** Equal steps, counted along a number: of days and moments their seconds. */
async function histogramOf(
  run: AskedTable['run'],
  column: ColumnLike,
  from: string,
  values: unknown[],
): Promise<ColumnFigures['histogram']> {
  const along = alongOf(column)
  if (!along) return []
  const [[low, high] = []] = await run(`SELECT min(${along})::DOUBLE, max(${along})::DOUBLE ${from}`, values)
  if (low === null || low === undefined) return []
  const [least, most] = [Number(low), Number(high)]
  const { steps, width } = stepsBetween(column, least, most)
  // From -1e308 to 1e308 it is farther than a number can say.
  if (!Number.isFinite(width)) return []
  const at = width > 0 ? `least(floor((${along} - ${least}) / ${width})::BIGINT, ${steps - 1})` : '0'
  const counted = await run(
    `SELECT ${at} AS _step, count(*) ${from} AND ${quoted(column.name)} IS NOT NULL GROUP BY _step`,
    values,
  )
  const counts = new Map(counted.map(([step, count]) => [Number(step), Number(count)]))
  return Array.from({ length: steps }, (_, step) => ({
    from: pointOf(column, least + step * width),
    to: pointOf(column, step === steps - 1 ? most : least + (step + 1) * width),
    count: counts.get(step) ?? 0,
  }))
}

function alongOf({ name, type }: ColumnLike): string | null {
  if (type === 'integer' || type === 'number') return `${quoted(name)}::DOUBLE`
  return type === 'date' || type === 'datetime' ? `epoch(${quoted(name)})` : null
}

/** Of whole numbers and days each step has as many as the others, but for the last: there are none between them. */
function stepsBetween({ type }: ColumnLike, least: number, most: number): { steps: number; width: number } {
  const unit = type === 'integer' ? 1 : type === 'date' ? 86_400 : null
  if (unit === null) return least === most ? { steps: 1, width: 0 } : { steps: STEPS, width: (most - least) / STEPS }
  const units = (most - least) / unit + 1
  const inOne = Math.ceil(units / STEPS)
  return { steps: Math.ceil(units / inOne), width: inOne * unit }
}

function pointOf({ type }: ColumnLike, at: number): string | number {
  if (type === 'integer' || type === 'number') return at
  const written = new Date(at * 1000).toISOString()
  return type === 'date' ? written.slice(0, 10) : written.slice(0, 19)
}
