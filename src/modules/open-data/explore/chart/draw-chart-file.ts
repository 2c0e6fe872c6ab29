import { NotFound } from '#kernel/errors.ts'
import type { FormValue } from '#kernel/forms/fields.ts'
import type { Context } from '#kernel/http/context.ts'
import type { ResourceReply } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import type { chartQuery } from '../fields.ts'
import { PICTURE_WIDTH, pictureHeaders, pngOf } from '../picture.ts'
import { sourceInWords } from '../source-in-words.ts'
import { chartSvg } from './chart-file.ts'
import { chartWords } from './chart-words.ts'
import { describeChart } from './describe-chart.ts'
import { drawChart } from './draw-chart.ts'
import { drawnNotes } from './drawn-notes.ts'
import { showChart } from './show-chart.ts'

/** Pictures may be this old; their addresses are shown by other sites to crowds. */
const KEPT_SECONDS = 60

type Query = FormValue<(typeof chartQuery)['fields']>

/** The chart of an address as a picture. @throws NotFound where there is nothing to draw */
export async function drawChartFile(
  ctx: Context,
  params: { table: string },
  query: Query,
  view: View,
  format: 'svg' | 'png',
): Promise<ResourceReply> {
  const reply = await showChart(ctx, params, query)
  const words = chartWords(reply, view)
  const drawing = drawChart(reply, words, PICTURE_WIDTH)
  if (!drawing) throw new NotFound()
  const svg = chartSvg(drawing, {
    title: words.title,
    desc: describeChart(reply, words, view),
    notes: drawnNotes(reply, view),
    source: sourceInWords(reply.table, view),
    site: view.t('ui.site'),
  })
  return {
    body: format === 'svg' ? svg : await pngOf(svg),
    cacheSeconds: KEPT_SECONDS,
    headers: pictureHeaders,
  }
}
