import type { View } from '#kernel/i18n/view.ts'
import type { ChartView } from '../replies.ts'
import { isParted } from './panels.ts'

/** What a chart leaves out, said below it. */
export function drawnNotes(
  reply: Pick<ChartView, 'table' | 'chart' | 'series' | 'drawn'>,
  { t }: Pick<View, 't'>,
): string[] {
  const { chart, drawn } = reply
  const isOfRows = chart.kind === 'scatter'
  return [
    ...(isParted(reply) ? [t('open-data.explore.chart.own-axes')] : []),
    ...(drawn.keys < drawn.ofKeys
      ? [
          t(isOfRows ? 'open-data.explore.chart.some-rows' : 'open-data.explore.chart.some-keys', {
            count: drawn.keys,
            of: drawn.ofKeys,
          }),
        ]
      : []),
    ...(drawn.series < drawn.ofSeries
      ? [t('open-data.explore.chart.some-series', { count: drawn.series, of: drawn.ofSeries })]
      : []),
    ...(drawn.withoutPlace > 0 ? [t('open-data.explore.chart.without-place', { count: drawn.withoutPlace })] : []),
  ]
}
