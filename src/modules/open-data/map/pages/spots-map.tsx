import type { View } from '#kernel/i18n/view.ts'
import { FoldedTable } from '#ui/components/FoldedTable.tsx'
import { Section } from '#ui/components/Section.tsx'
import { tablePath } from '../../ingest/tables/addresses.ts'
import type { Filter } from '../../ingest/tables/fields.ts'
import { outlineOn } from '../outline.ts'
import type { MapView, SpotsView } from '../replies.ts'
import { spotsOnGround } from '../spots-on-ground.ts'
import { lengthInWords, sayMeasure, shortened } from './say-measure.ts'

interface Props {
  reply: MapView
  spots: SpotsView
  view: View
}

type Spot = SpotsView['items'][number]

const WIDTH = 640
/** So many are told at once in the table. */
const FIRST = 10
const MOST_TOLD = 100
/** Of more dots none stops the keyboard on its way: the table leads to the same rows. */
const MOST_STOPS = 40

/** Points where they lie, without anybody's tiles: what is near each other is one dot, the larger the more rows. Each leads to its rows. */
export function SpotsMap({ reply, spots, view }: Props) {
  const { t } = view
  const title = sayMeasure(view, reply)
  const { items, outside } = spots
  const rows = items.reduce((sum, one) => sum + one.rows, 0)
  const href = (spot: Spot) =>
    view.href(tablePath(reply.id, { ...reply.query, filters: [...reply.query.filters, ...filtersAround(spots, spot)] }))
  return (
    <Section id="map" title={title} note={t('open-data.map.drawn', { rows })}>
      <Drawing view={view} title={title} spots={spots} href={href} />
      {outside > 0 && <p class="soft">{t('open-data.map.outside', { rows: outside })}</p>}
      <FoldedTable
        first={items.length > FIRST + 2 ? FIRST : items.length}
        more={(count) => t('open-data.map.more', { count })}
        caption={title}
        captionHidden
        rows={items.slice(0, MOST_TOLD)}
        rowKey={({ around }) => `${around.south} ${around.west}`}
        columns={[
          {
            key: 'place',
            header: t('open-data.map.where'),
            names: true,
            cell: (spot) => (
              <a href={href(spot)} rel="nofollow">
                {degrees(view, spot)}
              </a>
            ),
          },
          ...(reply.measure.figure === 'count'
            ? []
            : [
                {
                  key: 'value',
                  header: title,
                  numeric: true,
                  cell: ({ value }: Spot) => (value === null ? '–' : view.number(shortened(value))),
                },
              ]),
          { key: 'rows', header: t('open-data.map.rows'), numeric: true, cell: (spot) => view.number(spot.rows) },
        ]}
      />
    </Section>
  )
}

function Drawing({
  view,
  title,
  spots,
  href,
}: {
  view: View
  title: string
  spots: SpotsView
  href(spot: Spot): string
}) {
  const { t } = view
  const { ground, items } = spots
  const { height, x, y, radius, length, bar } = spotsOnGround(spots, WIDTH)
  const outline = outlineOn(ground, { x, y })
  return (
    <svg class="point-map" viewBox={`0 0 ${WIDTH} ${height + 40}`}>
      <title>{t('open-data.map.name', { title })}</title>
      <rect class="point-map-ground" width={WIDTH} height={height} rx="10" />
      {outline && (
        <>
          <clipPath id="map-ground">
            <rect width={WIDTH} height={height} rx="10" />
          </clipPath>
          <path class="point-map-country" d={outline} clip-path="url(#map-ground)" />
        </>
      )}
      {[ground.north, ground.south].map((latitude, at) => (
        <text key={latitude} class="point-map-legend" x="8" y={at === 0 ? 16 : height - 8}>
          {degrees(view, { latitude, longitude: ground.west })}
        </text>
      ))}
      {/* The small ones last, so that none is hidden. */}
      {items.map((spot) => (
        <a
          key={`${spot.around.south} ${spot.around.west}`}
          class="point-map-link"
          href={href(spot)}
          rel="nofollow"
          tabindex={items.length > MOST_STOPS ? -1 : undefined}
          aria-label={wordsOf(view, title, spot)}
        >
          <title>{wordsOf(view, title, spot)}</title>
          <circle class="point-map-reach" cx={x(spot.longitude)} cy={y(spot.latitude)} r={radius(spot) + 3} />
          <circle class="point-map-dot point-map-many" cx={x(spot.longitude)} cy={y(spot.latitude)} r={radius(spot)} />
        </a>
      ))}
      <path class="point-map-scale" d={`M8 ${height + 12}v5h${bar}v-5`} />
      <text class="point-map-legend" x="8" y={height + 34}>
        {lengthInWords(view, length)}
      </text>
      <text class="point-map-legend" x={WIDTH - 8} y={height + 34} text-anchor="end">
        {t('ui.map.north')}
      </text>
    </svg>
  )
}

function wordsOf(view: View, title: string, spot: Spot): string {
  const rows = view.t('open-data.map.rows.count', { count: spot.rows })
  return spot.value === null || spot.value === spot.rows
    ? `${degrees(view, spot)}: ${rows}`
    : `${degrees(view, spot)}: ${title} ${view.number(shortened(spot.value))}, ${rows}`
}

function degrees(
  view: Pick<View, 't' | 'number'>,
  { latitude, longitude }: Pick<Spot, 'latitude' | 'longitude'>,
): string {
  const said = (degree: number) => view.number(Math.round(Math.abs(degree) * 1_000) / 1_000)
  return view.t('open-data.map.degrees', {
    latitude: said(latitude),
    northern: latitude >= 0 ? 'yes' : 'no',
    longitude: said(longitude),
    eastern: longitude >= 0 ? 'yes' : 'no',
  })
}

function filtersAround({ latitude, longitude }: SpotsView, { around }: Spot): Filter[] {
  return [
    { column: latitude, is: 'ge', value: String(around.south) },
    { column: latitude, is: 'lt', value: String(around.north) },
    { column: longitude, is: 'ge', value: String(around.west) },
    { column: longitude, is: 'lt', value: String(around.east) },
  ]
}
