import { clickedIn } from '#kernel/forms/image-field.ts'
import type { View } from '#kernel/i18n/view.ts'
import { EnterButton } from './EnterButton.tsx'
import { type Ground, readGround, type Spot, shareAt, spotAt, writeGround } from './ground.ts'
import { widthOf } from './ground-around.ts'
import { HiddenField } from './OtherFields.tsx'

export interface PointPickerProps {
  view: View
  /** Fields begin with it; where it was clicked tells `pickedIn`. */
  name: string
  ground: Ground
  /** What lies there already; a place's name is written once among its points. */
  spots: (Spot & { place: string })[]
  /** The point that is chosen. */
  chosen: Spot | null
  /** Where the form posts to; it comes back there, at the element of this id. */
  action: string
  anchor: string
  /** Names of the fields that hold the point. */
  fields: { latitude: string; longitude: string }
}

/**
 * Browsers tell where an image was clicked in pixels of the page, so its size must be known: one for phones, one for wide screens, of which
 * the page shows either.
 */
const SIDES = { narrow: 256, wide: 512 } as const
type Size = keyof typeof SIDES
const sizes = Object.keys(SIDES) as Size[]
const nameOf = (name: string, size: Size) => `${name}-${size}`
const groundField = (name: string) => `${name}-ground`

/** Drawn in these units; the page stretches it. */
const SIDE = SIDES.narrow
/** Shows nothing: what is clicked lies under it. */
const CLEAR = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'

/**
 * Ground on which one sets a point by clicking, with nobody's tiles. Without a script the form comes back with the point and all that was typed;
 * with one the point moves at once. For a pointer alone: who has none uses the fields beside it, which hold the same.
 */
export function PointPicker(props: PointPickerProps) {
  const { view, name, ground, spots, chosen, action, anchor, fields } = props
  const [x, y] = (chosen && shareAt(ground, chosen)) ?? [null, null]
  return (
    <>
      <HiddenField name={groundField(name)} value={writeGround(ground)} />
      <EnterButton />
      <div
        class="picker"
        data-ground={writeGround(ground)}
        data-latitude={fields.latitude}
        data-longitude={fields.longitude}
      >
        <svg viewBox={`0 0 ${SIDE} ${SIDE}`} aria-hidden="true">
          <rect class="point-map-ground" width={SIDE} height={SIDE} rx="6" />
          <Spots ground={ground} spots={spots} />
          <circle
            class="picker-mark"
            cx={x === null ? 0 : Math.round(x * SIDE)}
            cy={y === null ? 0 : Math.round(y * SIDE)}
            r={x === null ? 0 : 7}
          />
        </svg>
        {sizes.map((size) => (
          // biome-ignore lint/a11y/noAriaHiddenOnFocusable: it has a negative tabindex, and the fields beside it do the same
          <input
            key={size}
            class={`picker-${size}`}
            type="image"
            name={nameOf(name, size)}
            src={CLEAR}
            alt=""
            width={SIDES[size]}
            height={SIDES[size]}
            formaction={`${action}#${anchor}`}
            formnovalidate
            tabindex={-1}
            aria-hidden="true"
          />
        ))}
      </div>
      <p class="soft">{view.t('ui.map.across', { length: lengthOf(widthOf(ground), view) })}</p>
    </>
  )
}

function Spots({ ground, spots }: Pick<PointPickerProps, 'ground' | 'spots'>) {
  const drawn = spots.flatMap(({ place, ...spot }) => {
    const share = shareAt(ground, spot)
    return share ? [{ place, x: Math.round(share[0] * SIDE), y: Math.round(share[1] * SIDE) }] : []
  })
  return (
    <>
      {drawn.map(({ x, y }, at) => (
        <circle key={at} class="picker-spot" cx={x} cy={y} r="3" />
      ))}
      {[...Map.groupBy(drawn, ({ place }) => place)].map(([place, members]) => (
        <text
          key={place}
          class="picker-place"
          x={Math.round(members.reduce((sum, { x }) => sum + x, 0) / members.length)}
          y={Math.max(12, Math.min(...members.map(({ y }) => y)) - 6)}
          text-anchor="middle"
        >
          {place}
        </text>
      ))}
    </>
  )
}

function lengthOf(metres: number, { t }: View): string {
  const kilometres = metres / 1_000
  return t('ui.map.kilometres', { length: kilometres < 10 ? Math.round(kilometres * 10) / 10 : Math.round(kilometres) })
}

/** The ground on which the form stood when it was sent; null when none was. */
export function groundSent(values: Record<string, unknown>, name: string): Ground | null {
  const text = values[groundField(name)]
  return typeof text === 'string' ? readGround(text) : null
}

/** Where the ground was clicked; null when it was not. */
export function pickedIn(values: Record<string, unknown>, name: string, ground: Ground): Spot | null {
  for (const size of sizes) {
    const clicked = clickedIn(values, nameOf(name, size))
    const share = (pixels: number) => Math.min(1, (pixels + 0.5) / SIDES[size])
    if (clicked) return spotAt(ground, share(clicked.x), share(clicked.y))
  }
  return null
}
