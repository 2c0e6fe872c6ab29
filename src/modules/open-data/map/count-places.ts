import type { Context } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { columnNamed, written } from '../engine/column-sql.ts'
import { chosenBy } from '../engine/condition-sql.ts'
import { quoted } from '../engine/duckdb.ts'
import type { TableQuery } from '../engine/table-query.ts'
import type { PublicTable } from '../store.ts'
import { numberNamed, placeColumns } from './columns.ts'
import type { Measure } from './fields.ts'
import { placeNames } from './match-places.ts'
import type { PlacesView } from './replies.ts'

/** Different cells of a column that are looked at, the most frequent first. */
const MOST_CELLS = 5_000
/** Columns that are tried where nobody said which. */
const MOST_TRIED = 5
const SHOWN_CELLS = 5
const SHOWN_UNMATCHED = 50

type Chosen = Pick<TableQuery, 'where' | 'words'>

interface Group {
  cell: string
  rows: number
  /** Of the measured column: its sum, and in how many rows a number stands. */
  sum: number
  numbers: number
}

/**
 * What a table says of the places of the country: rows, sums or means by the first-level unit in which a named place lies.
 *
 * @param by the column that names them; null: the first one most of whose cells do, else the likeliest
 * @throws BadQuery, TooHeavy, Busy
 */
export async function countPlaces(
  ctx: Context,
  table: PublicTable,
  { by, measure, chosen }: { by: string | null; measure: Measure; chosen: Chosen },
): Promise<PlacesView | null> {
  const names =
    by === null
      ? placeColumns(table.columns)
          .slice(0, MOST_TRIED)
          .map(({ name }) => name)
      : [by]
  let best: PlacesView | null = null
  for (const name of names) {
    const found = gathered(ctx, name, measure, await groupsOf(ctx, table, name, measure, chosen))
    if (!best || found.matched > best.matched) best = found
    if (found.matched > found.unmatchedRows) break
  }
  return best
}

async function groupsOf(
  ctx: Context,
  table: PublicTable,
  by: string,
  { column }: Measure,
  chosen: Chosen,
): Promise<{ groups: Group[]; rows: number }> {
  const cell = written(columnNamed(table, by))
  const measured = column === null ? 'NULL::DOUBLE' : `CAST(${quoted(numberNamed(table, column))} AS DOUBLE)`
  const { where, values } = chosenBy(table, chosen)
  return ctx.tables.ask(table, async ({ source, run }) => {
    const rows = await run(
      `SELECT ${cell} AS _cell, count(*) AS _times, coalesce(sum(${measured}), 0), count(${measured}), sum(count(*)) OVER () FROM ${source}
       WHERE ${where} AND ${quoted(by)} IS NOT NULL GROUP BY _cell ORDER BY _times DESC, _cell LIMIT ${MOST_CELLS}`,
      values,
    )
    const groups = rows.map(([text, times, sum, numbers]) => ({
      cell: String(text),
      rows: Number(times),
      sum: Number(sum),
      numbers: Number(numbers),
    }))
    return { groups, rows: Number(rows[0]?.[4] ?? 0) }
  })
}

/** @param rows of all groups, also of those that were not looked at */
function gathered(
  ctx: Context,
  by: string,
  measure: Measure,
  { groups, rows }: { groups: Group[]; rows: number },
): PlacesView {
  const names = placeNames(ctx.places)
  const byUnit = Map.groupBy(groups, ({ cell }) => {
    const key = names.find(cell)
    const unit = key && ctx.places.isInCountry(key) ? ctx.places.unitOf(key) : null
    return unit?.parentKey && unit.iso ? unit : null
  })
  const unmatched = byUnit.get(null) ?? []
  const units = ctx.places.units().flatMap((unit) => {
    const members = byUnit.get(unit) ?? []
    if (!unit.iso) return []
    return {
      iso: unit.iso,
      name: inLang(unit.name, ctx.lang),
      rows: total(members, 'rows'),
      value: members.length === 0 ? null : figureOf(measure, members),
      cells: members.slice(0, SHOWN_CELLS).map(({ cell }) => cell),
    }
  })
  const matched = units.reduce((sum, unit) => sum + unit.rows, 0)
  return {
    by,
    units: units.toSorted((a, b) => orderOf(b) - orderOf(a) || a.name.localeCompare(b.name)),
    matched,
    unmatched: unmatched.slice(0, SHOWN_UNMATCHED).map(({ cell, rows }) => ({ cell: cell.slice(0, 200), rows })),
    unmatchedRows: rows - matched,
  }
}

function figureOf({ figure }: Measure, members: Group[]): number | null {
  if (figure === 'count') return total(members, 'rows')
  const numbers = total(members, 'numbers')
  if (numbers === 0) return null
  return figure === 'sum' ? total(members, 'sum') : total(members, 'sum') / numbers
}

function total(groups: Group[], what: 'rows' | 'sum' | 'numbers'): number {
  return groups.reduce((sum, group) => sum + group[what], 0)
}

/** Those of which nothing is known last. */
const orderOf = ({ value }: { value: number | null }) => value ?? -Number.MAX_VALUE
