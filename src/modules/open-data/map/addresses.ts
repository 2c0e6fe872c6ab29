import { filterText } from '../ingest/tables/fields.ts'
import type { MapView } from './replies.ts'

/** Where a map is, as every link says it. */
export function mapPath(
  { id, kinds, kind, places, measure, query }: MapView,
  { version }: { version?: number } = {},
): string {
  const asked = new URLSearchParams()
  if (version !== undefined) asked.set('version', String(version))
  if (kinds.length > 1) asked.set('kind', kind)
  if (places) asked.set('by', places.by)
  if (measure.column !== null) asked.set('of', `${measure.figure}:${measure.column}`)
  if (query.q !== null) asked.set('q', query.q)
  for (const filter of query.filters) asked.append('filter', filterText(filter))
  return `/data/tables/${id}/map${asked.size > 0 ? `?${asked}` : ''}`
}
