import type { View } from '#kernel/i18n/view.ts'
import { widthOf } from '#ui/pictures/glyphs.ts'
import { colours, steps } from '#ui/pictures/mark.ts'
import { letters, PICTURE_WIDTH } from '../../explore/picture.ts'
import { outlineOn } from '../outline.ts'
import { lengthInWords } from '../pages/say-measure.ts'
import type { SpotsView } from '../replies.ts'
import { spotsOnGround } from '../spots-on-ground.ts'
import type { DrawnMap } from './draw-places.ts'

/** Points where they lie, the larger the more rows. */
export function drawSpots(spots: SpotsView, view: View): DrawnMap | null {
  const { items } = spots
  if (items.length === 0) return null
  const { height, x, y, radius, length, bar } = spotsOnGround(spots, PICTURE_WIDTH)
  const outline = outlineOn(spots.ground, { x, y })
  const north = view.t('ui.map.north')
  const rows = items.reduce((sum, one) => sum + one.rows, 0)
  return {
    height: height + 40,
    marks: [
      `<rect width="${PICTURE_WIDTH}" height="${height}" rx="10" fill="${steps[0]}" stroke="${colours.line}"/>`,
      outline
        ? `<clipPath id="g"><rect width="${PICTURE_WIDTH}" height="${height}" rx="10"/></clipPath><path d="${outline}" clip-path="url(#g)" fill="${colours.paper}" stroke="${colours.soft}" stroke-width="1.5"/>`
        : '',
      ...items.map(
        (spot) =>
          `<circle cx="${x(spot.longitude)}" cy="${y(spot.latitude)}" r="${radius(spot)}" fill="${colours.river}" fill-opacity=".7" stroke="${colours.card}"/>`,
      ),
      `<path d="M8 ${height + 12}v5h${bar}v-5" fill="none" stroke="${colours.ink}" stroke-width="2"/>`,
      letters(lengthInWords(view, length), 8, height + 34, 13, colours.soft),
      letters(north, PICTURE_WIDTH - 8 - widthOf(north, 13, 'regular'), height + 34, 13, colours.soft),
    ].join(''),
    desc: view.t('open-data.map.drawn', { rows }),
  }
}
