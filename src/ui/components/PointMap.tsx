import type { View } from '#kernel/i18n/view.ts'
import type { Spot } from './ground.ts'
import { METRES_A_DEGREE, metresEast } from './ground-around.ts'

export interface MapPoint extends Spot {
  /** Short, drawn in the mark. */
  mark: string
  /** What is there, for those who hear the page or hover. */
  label: string
  href: string
  /** Name of the place in which it lies; written once among its points. */
  place: string
}

/** Small, so that its words are read on a telephone too. */
const WIDTH = 400
const EDGE = 26
/** Less is never shown, so that one point has some ground around it. In metres. */
const LEAST = 800
const LENGTHS = [50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000]

/**
 * Points where they lie, drawn without anybody's tiles: north is up, the scale stands below, and a place's name stands in the middle of its
 * points. Each mark is a link. The list of the same points is the caller's to show.
 */
export function PointMap({ view, label, points }: { view: View; label: string; points: MapPoint[] }) {
  if (points.length === 0) return null
  const { at, height, metres, length } = groundOf(points)
  const bar = (length / metres) * WIDTH
  return (
    <svg class="point-map" viewBox={`0 0 ${WIDTH} ${height + 36}`}>
      <title>{label}</title>
      <rect class="point-map-ground" width={WIDTH} height={height} rx="10" />
      {[...Map.groupBy(points, ({ place }) => place)].map(([place, members]) => {
        const [x, y] = middleOf(members.map(at))
        return (
          <text key={place} class="point-map-place" x={x} y={Math.max(13, y - 16)} text-anchor="middle">
            {place}
          </text>
        )
      })}
      {points.map((point) => {
        const [x, y] = at(point)
        return (
          <a key={point.href} class="point-map-link" href={point.href} aria-label={`${point.mark}: ${point.label}`}>
            <title>{point.label}</title>
            <circle class="point-map-reach" cx={x} cy={y} r="13" />
            <circle class="point-map-dot" cx={x} cy={y} r="10" />
            <text class="point-map-mark" x={x} y={y + 3.5} text-anchor="middle">
              {point.mark}
            </text>
          </a>
        )
      })}
      <path class="point-map-scale" d={`M${EDGE} ${height + 12}v5h${Math.round(bar)}v-5`} />
      <text class="point-map-legend" x={EDGE} y={height + 32}>
        {length < 1_000 ? view.t('ui.map.metres', { length }) : view.t('ui.map.kilometres', { length: length / 1_000 })}
      </text>
      <text class="point-map-legend" x={WIDTH - EDGE} y={height + 32} text-anchor="end">
        {view.t('ui.map.north')}
      </text>
    </svg>
  )
}

/** Where each point falls: degrees as they are in the middle of the points, which is exact enough for a town or a district. */
function groundOf(points: Spot[]) {
  const latitudes = points.map(({ latitude }) => latitude)
  const longitudes = points.map(({ longitude }) => longitude)
  const [south, north] = [Math.min(...latitudes), Math.max(...latitudes)]
  const [west, east] = [Math.min(...longitudes), Math.max(...longitudes)]
  const middle = { latitude: (south + north) / 2, longitude: (west + east) / 2 }
  const aDegreeEast = metresEast(middle.latitude)
  const wide = Math.max((east - west) * aDegreeEast, LEAST)
  const high = Math.max((north - south) * METRES_A_DEGREE, LEAST / 2)
  // Neither a ribbon nor a tower: what is too narrow gets more ground beside it.
  const ground = Math.max(wide, high / 1.1)
  const scale = (WIDTH - 2 * EDGE) / ground
  const height = Math.round(Math.max(high * scale, WIDTH / 3)) + 2 * EDGE
  const at = ({ latitude, longitude }: Spot): [number, number] => [
    Math.round(WIDTH / 2 + (longitude - middle.longitude) * aDegreeEast * scale),
    Math.round(height / 2 - (latitude - middle.latitude) * METRES_A_DEGREE * scale),
  ]
  const metres = WIDTH / scale
  const length = LENGTHS.findLast((one) => one <= metres / 3) ?? 50
  return { at, height, metres, length }
}

function middleOf(spots: [number, number][]): [number, number] {
  const sum = spots.reduce(([x, y], [a, b]) => [x + a, Math.min(y, b)], [0, Number.POSITIVE_INFINITY])
  return [Math.round((sum[0] as number) / spots.length), sum[1] as number]
}
