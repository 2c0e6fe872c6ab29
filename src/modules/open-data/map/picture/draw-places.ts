import type { View } from '#kernel/i18n/view.ts'
import { colourSteps, stepOf } from '#ui/components/colour-steps.ts'
import { TILE_POSITIONS } from '#ui/components/tile-grid-positions.ts'
import { widthOf } from '#ui/pictures/glyphs.ts'
import { colours, steps } from '#ui/pictures/mark.ts'
import { letters, PICTURE_WIDTH } from '../../explore/picture.ts'
import { shortened, unitFor } from '../pages/say-measure.ts'
import type { PlacesView } from '../replies.ts'

const SIDE = 52
const ROWS = 11
const COLUMNS = 6
/** Where the list beside the squares begins. */
const LIST = COLUMNS * SIDE + 40
/** As many lines as stand beside the squares. */
const MOST_LINES = 18
const LINE = 26

export interface DrawnMap {
  height: number
  marks: string
  /** For those who do not see it. */
  desc: string
}

/** The country as squares, with the largest units in words beside it; null where nothing is known of any. */
export function drawPlaces({ units }: PlacesView, view: View): DrawnMap | null {
  const known = units.flatMap((unit) => (unit.value === null ? [] : [{ ...unit, value: unit.value }]))
  if (known.length === 0) return null
  const { unit, whole } = unitFor(known.map(({ value }) => value))
  const drawn = new Map(known.map(({ iso, value }) => [iso, whole ? Math.round(value / unit) : shortened(value)]))
  const breaks = colourSteps([...drawn.values()])
  const tiles = Object.entries(TILE_POSITIONS).map(([code, [column, row]]) => {
    const value = drawn.get(code)
    const step = value ? stepOf(value, breaks) : 0
    return tile({ column, row, step, code: code.slice(3), said: value === undefined ? '–' : view.number(value) })
  })
  const list = known.slice(0, MOST_LINES).map(({ name, value }, at) => line(name, view.number(shortened(value)), at))
  const note = unit === 1 ? '' : letters(view.t(`open-data.map.in.${unit}`), 0, ROWS * SIDE + 20, 13, colours.soft)
  return {
    height: ROWS * SIDE + (note ? 28 : 0),
    marks: [...tiles, ...list, note].join(''),
    desc: known.map(({ name, value }) => `${name}: ${view.number(shortened(value))}`).join('; '),
  }
}

function tile({
  column,
  row,
  step,
  code,
  said,
}: {
  column: number
  row: number
  step: number
  code: string
  said: string
}): string {
  const colour = step >= 3 ? colours.card : colours.ink
  const size = said.length > 5 ? 12 : 15
  const middle = column * SIDE + SIDE / 2
  return [
    `<rect x="${column * SIDE + 1.5}" y="${row * SIDE + 1.5}" width="${SIDE - 3}" height="${SIDE - 3}" rx="6" fill="${steps[step]}" stroke="${colours.line}"/>`,
    letters(code, middle - widthOf(code, 11, 'regular') / 2, row * SIDE + 20, 11, colour),
    letters(said, middle - widthOf(said, size, 'bold') / 2, row * SIDE + 38, size, colour, 'bold'),
  ].join('')
}

/** A name with its figure at the end of the line. */
function line(name: string, figure: string, at: number): string {
  const y = at * LINE + 18
  return [
    letters(name, LIST, y, 14, colours.ink),
    letters(figure, PICTURE_WIDTH - widthOf(figure, 14, 'bold'), y, 14, colours.ink, 'bold'),
    `<path d="M${LIST} ${y + 8}H${PICTURE_WIDTH}" stroke="${colours.line}"/>`,
  ].join('')
}
