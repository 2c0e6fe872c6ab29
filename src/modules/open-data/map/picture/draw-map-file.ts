import { NotFound } from '#kernel/errors.ts'
import type { FormValue } from '#kernel/forms/fields.ts'
import type { Context } from '#kernel/http/context.ts'
import type { ResourceReply } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { picture, pictureHeaders, pngOf } from '../../explore/picture.ts'
import { sourceInWords } from '../../explore/source-in-words.ts'
import type { mapQuery } from '../fields.ts'
import { mapTitle } from '../pages/map-title.ts'
import { sayMeasure } from '../pages/say-measure.ts'
import { showMap } from '../show-map.ts'
import { drawPlaces } from './draw-places.ts'
import { drawSpots } from './draw-spots.ts'

/** Pictures may be this old; their addresses are shown by other sites to crowds. */
const KEPT_SECONDS = 60

/** The map of an address as a picture. @throws NotFound where there is nothing to draw */
export async function drawMapFile(
  ctx: Context,
  params: { table: string },
  query: FormValue<(typeof mapQuery)['fields']>,
  view: View,
  format: 'svg' | 'png',
): Promise<ResourceReply> {
  const reply = await showMap(ctx, params, query)
  const { places, spots } = reply
  const drawn = places ? drawPlaces(places, view) : spots ? drawSpots(spots, view) : null
  if (!drawn) throw new NotFound()
  const measure = sayMeasure(view, reply)
  const svg = picture(
    {
      title: `${mapTitle(view, reply)}: ${measure}`,
      desc: drawn.desc,
      source: sourceInWords({ ...reply, rows: reply.query }, view),
      site: view.t('ui.site'),
    },
    drawn,
  )
  return { body: format === 'svg' ? svg : await pngOf(svg), cacheSeconds: KEPT_SECONDS, headers: pictureHeaders }
}
