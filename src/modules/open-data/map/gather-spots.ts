import type { Context } from '#kernel/http/context.ts'
import { METRES_A_DEGREE, metresEast } from '#ui/components/ground-around.ts'
import { columnNamed } from '../engine/column-sql.ts'
import { chosenBy } from '../engine/condition-sql.ts'
import { quoted } from '../engine/duckdb.ts'
import type { TableQuery } from '../engine/table-query.ts'
import type { PublicTable } from '../store.ts'
import { numberNamed, type SpotColumns } from './columns.ts'
import type { Measure } from './fields.ts'
import type { SpotsView } from './replies.ts'

/** The ground is so many squares wide; points in one square are one. */
const SQUARES = 32
const MOST_SQUARES_HIGH = 48
/** Of many points so large a share is left out at each edge: one that was typed wrong must not make the ground a continent. */
const STRAY = 0.01
const MANY = 50
/** Ground around the outermost points, as a share of all; and the least that is shown, in degrees. */
const ROOM = 0.06
const LEAST = 0.02

/**
 * Where the points of a table lie: gathered in squares, so that many are drawn as well as few.
 *
 * @throws BadQuery, TooHeavy, Busy
 */
export async function gatherSpots(
  ctx: Context,
  table: PublicTable,
  { columns, measure, chosen }: { columns: SpotColumns; measure: Measure; chosen: Pick<TableQuery, 'where' | 'words'> },
): Promise<SpotsView | null> {
  const [latitude, longitude] = [columns.latitude, columns.longitude].map((name) =>
    quoted(columnNamed(table, name).name),
  )
  const figure =
    measure.column === null
      ? 'count(*)'
      : `${measure.figure === 'sum' ? 'sum' : 'avg'}(${quoted(numberNamed(table, measure.column))})`
  const { where, values } = chosenBy(table, chosen)
  return ctx.tables.ask(table, async ({ source, run }) => {
    const all = `FROM ${source} WHERE ${where}`
    const there = `${all} AND ${latitude} BETWEEN -90 AND 90 AND ${longitude} BETWEEN -180 AND 180 AND NOT (${latitude} = 0 AND ${longitude} = 0)`
    const edges = [latitude, longitude].flatMap((axis) =>
      [0, STRAY, 1 - STRAY, 1].map((share) => `quantile_cont(CAST(${axis} AS DOUBLE), ${share})`),
    )
    const [[everything, found, ...at] = []] = await run(
      `SELECT (SELECT count(*) ${all}), count(*), ${edges.join(', ')} ${there}`,
      values,
    )
    if (Number(found) === 0) return null
    const few = Number(found) < MANY ? 0 : 1
    const degrees = at.map(Number) as [number, number, number, number, number, number, number, number]
    const ground = groundOf({
      south: degrees[few],
      north: degrees[3 - few],
      west: degrees[4 + few],
      east: degrees[7 - few],
    } as SpotsView['ground'])
    const wide = (ground.east - ground.west) / SQUARES
    const square = (wide * metresEast((ground.south + ground.north) / 2)) / METRES_A_DEGREE
    // Ground that is high and narrow would have squares without end.
    const high = Math.max(square, (ground.north - ground.south) / MOST_SQUARES_HIGH)
    const rows = await run(
      `SELECT floor((${latitude} - ${ground.south}) / ${high}) AS _up, floor((${longitude} - ${ground.west}) / ${wide}) AS _across, count(*) AS _times,
         avg(${latitude}), avg(${longitude}), CAST(${figure} AS DOUBLE) ${there}
         AND ${latitude} BETWEEN ${ground.south} AND ${ground.north} AND ${longitude} BETWEEN ${ground.west} AND ${ground.east}
       GROUP BY _up, _across ORDER BY _times DESC, _up, _across`,
      values,
    )
    const items = rows.map(([up, across, times, y, x, value]) => ({
      latitude: rounded(Number(y)),
      longitude: rounded(Number(x)),
      rows: Number(times),
      value: value === null ? null : Number(value),
      around: {
        south: rounded(ground.south + Number(up) * high),
        north: rounded(ground.south + (Number(up) + 1) * high),
        west: rounded(ground.west + Number(across) * wide),
        east: rounded(ground.west + (Number(across) + 1) * wide),
      },
    }))
    const drawn = items.reduce((sum, item) => sum + item.rows, 0)
    return { ...columns, ground, items, outside: Number(everything) - drawn }
  })
}

function groundOf({ south, north, west, east }: SpotsView['ground']): SpotsView['ground'] {
  const [up, aside] = [Math.max((north - south) * ROOM, LEAST), Math.max((east - west) * ROOM, LEAST)]
  return { south: south - up, north: north + up, west: west - aside, east: east + aside }
}

const rounded = (degrees: number) => Math.round(degrees * 100_000) / 100_000
