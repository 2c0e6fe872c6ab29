import { placeColumns, spotColumns } from './map/columns.ts'
import type { Column } from './table-schema.ts'

/** What numbers or names one row alone: nobody counts rows by it, or adds it up. */
const OF_ONE_ROW = /^(nr|no|num[aă]r(ul)?|id|idno|cod(ul)?|code|номер|код|nomer|kod|column_1)(_|$)/i

/** Columns that say something of many rows together: neither codes nor degrees of a place on the map. */
export function tellingColumns<C extends Column>(columns: C[]): C[] {
  const degrees = Object.values(spotColumns(columns) ?? {})
  return columns.filter(({ name }) => !degrees.includes(name) && !OF_ONE_ROW.test(name))
}

/** The text that many rows are the likeliest to share: a place first. */
export function sharedText(columns: Column[]): Column | undefined {
  return placeColumns(columns).find(({ type }) => type === 'string')
}
