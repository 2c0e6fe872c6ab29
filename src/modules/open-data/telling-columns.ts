import { placeColumns, spotColumns } from './map/columns.ts'
import type { Column } from './table-schema.ts'

/**
 * Names of what numbers or names one row alone: nobody counts rows by it, or adds it up. Names are in Latin letters, whatever the titles are
 * in. „Nr.” of something is how many there are of it, and alone or of an order it is the row's own.
 */
const OF_ONE_ROW =
  /^((nr|no|numar(ul)?)(_(crt|ord|de_ordine|d_o)(_|$)|$)|p_p$|(id|idno|cod(ul)?|code|nomer|kod|column_1)(_|$))/i

/** Columns that say something of many rows together: neither codes nor degrees of a place on the map. */
export function tellingColumns<C extends Column>(columns: C[]): C[] {
  const degrees = Object.values(spotColumns(columns) ?? {})
  return columns.filter(({ name }) => !degrees.includes(name) && !OF_ONE_ROW.test(name))
}

/** The text that many rows are the likeliest to share: a place first. */
export function sharedText(columns: Column[]): Column | undefined {
  return placeColumns(columns).find(({ type }) => type === 'string')
}
