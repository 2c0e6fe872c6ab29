import type { View } from '#kernel/i18n/view.ts'
import type { ChartView } from '../replies.ts'
import type { ChartWords } from './chart-words.ts'

/** A chart in a few sentences, for those who do not see it: what it shows, from where to where, and its extremes. */
export function describeChart(reply: ChartView, words: ChartWords, { t }: Pick<View, 't'>): string {
  const { chart, keys, ends, series, points } = reply
  if (chart.kind === 'scatter')
    return t('open-data.explore.chart.desc.points', { count: points.length, x: words.x, y: words.y })
  const [first, last] = [keys[0] ?? null, (ends.length > 0 ? ends : keys).at(-1) ?? null]
  const say = chart.kind === 'histogram' ? words.xCell : words.key
  const reach = t('open-data.explore.chart.desc.reach', {
    x: words.x,
    first: say(first),
    last: say(last),
    count: keys.length,
  })
  const told = series.map((one) => {
    const { values } = one
    const known = values.flatMap((value, at) => (value === null ? [] : [{ value, at }]))
    const [some] = known
    if (!some) return ''
    const most = known.reduce((a, b) => (b.value > a.value ? b : a), some)
    const least = known.reduce((a, b) => (b.value < a.value ? b : a), some)
    return t('open-data.explore.chart.desc.series', {
      series: words.series(one),
      most: words.value(most.value),
      mostAt: say(keys[most.at] ?? null),
      least: words.value(least.value),
      leastAt: say(keys[least.at] ?? null),
    })
  })
  return [reach, ...told].filter(Boolean).join(' ')
}
