import { type ColumnLike, cellOf, columnNamed, shown } from './column-sql.ts'
import { chosenBy } from './condition-sql.ts'
import { quoted } from './duckdb.ts'
import { isAlong, isNumber } from './group-key.ts'
import { BadQuery } from './refusals.ts'
import type { Cell, KeptTable, OpenTables, TableQuery } from './table-query.ts'

export interface ScatterQuery extends Pick<TableQuery, 'where' | 'words'> {
  /** Of numbers, days or moments. */
  x: string
  /** Of numbers. */
  y: string
  /** The column whose values part the points. */
  split: string | null
  limit: number
}

export interface Scattered {
  points: { id: number; x: Cell; y: Cell; split: Cell }[]
  /** Rows that have both. */
  total: number
}

/**
 * Rows as points. Of more than can be drawn some are taken, the same ones every time: by the hash of their number, so that an order of
 * the file makes no pattern.
 *
 * @throws BadQuery, TooHeavy, Busy
 */
export async function scatteredPoints(tables: OpenTables, table: KeptTable, query: ScatterQuery): Promise<Scattered> {
  const [x, y] = [query.x, query.y].map((name) => columnNamed(table, name)) as [ColumnLike, ColumnLike]
  if (!isAlong(x.type)) throw new BadQuery(x.name, 'no-numbers')
  if (!isNumber(y.type)) throw new BadQuery(y.name, 'no-numbers')
  const split = query.split === null ? 'NULL' : shown(columnNamed(table, query.split))
  const { where, values } = chosenBy(table, query)
  return tables.ask(table, async ({ source, run }) => {
    const from = `FROM ${source} WHERE (${where}) AND ${quoted(x.name)} IS NOT NULL AND ${quoted(y.name)} IS NOT NULL`
    const [[total] = []] = await run(`SELECT count(*) ${from}`, values)
    const order = Number(total) > query.limit ? 'ORDER BY hash(_id), _id' : 'ORDER BY _id'
    const rows = await run(
      `SELECT _id, ${shown(x)} AS px, ${shown(y)} AS py, ${split} AS ps ${from} ${order} LIMIT ${query.limit}`,
      values,
    )
    const points = rows.map(([id, ...cells]) => {
      const [px = null, py = null, ps = null] = cells.map(cellOf)
      return { id: Number(id), x: px, y: py, split: ps }
    })
    return { points, total: Number(total) }
  })
}
