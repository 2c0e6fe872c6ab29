import type { View } from '#kernel/i18n/view.ts'
import { colourSteps, stepOf } from './colour-steps.ts'
import { TILE_POSITIONS } from './tile-grid-positions.ts'

export interface TileGridMapProps {
  view: View
  /** What the numbers are: "Semnături pe raioane". */
  label: string
  /** ISO 3166-2 code to number; null when it is too small to publish, missing when there is none. */
  values: Record<string, number | null>
  /** ISO 3166-2 code to name, shown when one points at a tile. */
  names: Record<string, string>
  /** They are no counts of all: what is missing is not known rather than zero. 'parts': not whole, so that a step ends where the next one begins. */
  measured?: 'whole' | 'parts' | undefined
}

const SIDE = 56
const COLUMNS = 6
const ROWS = 11

/** The country as squares: small units are as visible as large ones. The caller puts the table beside it. */
export function TileGridMap({ view, label, values, names, measured }: TileGridMapProps) {
  const breaks = colourSteps(Object.values(values).filter((value) => value !== null))
  return (
    <figure class="tiles">
      <svg
        class="tiles-drawing"
        viewBox={`0 0 ${COLUMNS * SIDE} ${ROWS * SIDE}`}
        role="img"
        aria-label={view.t('ui.tiles.name', { label })}
      >
        {Object.entries(TILE_POSITIONS).map(([code, [column, row]]) => (
          <Tile
            key={code}
            {...{ view, code, column, row, breaks }}
            name={names[code] ?? code}
            value={values[code]}
            unknown={measured !== undefined && values[code] === undefined}
          />
        ))}
      </svg>
      <Legend
        view={view}
        breaks={breaks}
        continuous={measured === 'parts'}
        hasHidden={Object.values(values).includes(null)}
      />
    </figure>
  )
}

interface TileProps {
  view: View
  code: string
  column: number
  row: number
  breaks: number[]
  name: string
  value: number | null | undefined
  unknown: boolean
}

function Tile({ view, code, column, row, breaks, name, value, unknown }: TileProps) {
  const step = value ? stepOf(value, breaks) : 0
  const printed = value === null || unknown ? '–' : view.number(value ?? 0)
  const tone = step >= 3 ? 'tile-text-high' : 'tile-text-low'
  const middle = column * SIDE + SIDE / 2
  return (
    <g>
      <title>{`${name}: ${value === null ? view.t('ui.tiles.few') : printed}`}</title>
      <rect
        class={`tile tile-${step}`}
        x={column * SIDE + 1.5}
        y={row * SIDE + 1.5}
        width={SIDE - 3}
        height={SIDE - 3}
        rx="6"
      />
      <text class={`tile-code ${tone}`} x={middle} y={row * SIDE + 21} text-anchor="middle">
        {code.slice(3)}
      </text>
      <text
        class={`tile-value ${tone}${printed.length > 5 ? ' tile-long' : ''}`}
        x={middle}
        y={row * SIDE + 41}
        text-anchor="middle"
      >
        {printed}
      </text>
    </g>
  )
}

interface LegendProps {
  view: View
  breaks: number[]
  continuous: boolean
  hasHidden: boolean
}

function Legend({ view, breaks, continuous, hasHidden }: LegendProps) {
  return (
    <ul class="legend">
      {breaks.map((from, at) => {
        const to = breaks[at + 1]
        return (
          <li class="legend-item" key={from}>
            <svg width="16" height="16" aria-hidden="true">
              <rect class={`tile tile-${at + 1}`} x="0.5" y="0.5" width="15" height="15" rx="3" />
            </svg>
            {to === undefined
              ? view.t('ui.tiles.from', { from })
              : to - 1 === from && !continuous
                ? view.number(from)
                : `${view.number(from)}–${view.number(continuous ? to : to - 1)}`}
          </li>
        )
      })}
      {hasHidden && <li class="legend-item">– {view.t('ui.tiles.few')}</li>}
    </ul>
  )
}
