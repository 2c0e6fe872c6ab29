import { wayTo } from '../explore/addresses.ts'
import type { MapView } from './replies.ts'

/** The page itself, for a frame, and as a picture. */
export type MapWay = '' | '/embed' | '.svg' | '.png'

/** What is drawn, as addresses say it; which rows is said apart. */
export function mapSaid({ kinds, kind, places, measure }: Pick<MapView, 'kinds' | 'kind' | 'places' | 'measure'>) {
  return {
    kind: kinds.length > 1 ? kind : null,
    by: places?.by ?? null,
    of: measure.column === null ? null : `${measure.figure}:${measure.column}`,
  }
}

/** Where a map is, as every link says it. */
export function mapPath(
  reply: MapView,
  { way = '', version = reply.query.version }: { way?: MapWay; version?: number | null } = {},
): string {
  const { id, query } = reply
  return wayTo({ id, rows: { ...query, version } }, `/map${way}`, mapSaid(reply))
}
