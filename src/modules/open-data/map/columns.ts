import { columnNamed } from '../engine/column-sql.ts'
import { BadQuery } from '../engine/refusals.ts'
import type { KeptTable } from '../engine/table-query.ts'
import type { Column } from '../table-schema.ts'

const LATITUDE = /^(lat|latitud\w*|широта|gps_?lat|y_?wgs84)$/iu
const LONGITUDE = /^(lon|lng|long|longitud\w*|долгота|gps_?lon|x_?wgs84)$/iu
const OF_PLACES =
  /raion|localit|ora[sșş]|municip|unitate|sat\b|loc\b|cuatm|district|region|place|town|city|район|насел|город|сел[оа]|терри/iu

export interface SpotColumns {
  latitude: string
  longitude: string
}

/** Columns of degrees; null where there are none. */
export function spotColumns(columns: Column[]): SpotColumns | null {
  const one = (like: RegExp) =>
    columns.find(
      ({ name, title, type }) => (type === 'number' || type === 'integer') && (like.test(name) || like.test(title)),
    )
  const [latitude, longitude] = [one(LATITUDE), one(LONGITUDE)]
  return latitude && longitude ? { latitude: latitude.name, longitude: longitude.name } : null
}

/** Columns whose cells may name places, the likeliest first. */
export function placeColumns(columns: Column[]): Column[] {
  const may = columns.filter(({ type }) => type === 'string' || type === 'integer')
  const likely = may.filter(({ name, title }) => OF_PLACES.test(name) || OF_PLACES.test(title))
  const texts = may.filter((column) => column.type === 'string' && !likely.includes(column))
  return [...likely, ...texts]
}

/** A column to be measured. @throws BadQuery for one that the table has not, or that holds no numbers */
export function numberNamed(table: KeptTable, name: string): string {
  const { type } = columnNamed(table, name)
  if (type !== 'integer' && type !== 'number') throw new BadQuery(name, 'not-a-number', name)
  return name
}
