import { figureIn } from '../group-words.ts'
import type { ChartView } from '../replies.ts'
import type { ChartWords } from './chart-words.ts'
import { cut } from './drawing.ts'

/** One figure of several, as a chart of its own. */
export interface Panel {
  reply: ChartView
  words: ChartWords
}

/** On one axis, a figure so many times smaller than another one is a line along the bottom. */
const FAR = 8

/**
 * Whether several figures stand below each other, each on an axis of its own: lei and pupils have no axis in common, and what is far smaller
 * would not be seen. Two axes in one picture would do it in less room, but where their lines cross means nothing, and looks as if it did.
 */
export function isParted({ table, chart, series }: Pick<ChartView, 'table' | 'chart' | 'series'>): boolean {
  if (chart.of.length === 0 || series.length < 2) return false
  const units = new Set(series.map(({ figure }) => unitOf(table.columns, figure)))
  const sizes = series.map(({ values }) => values.reduce((most: number, one) => Math.max(most, Math.abs(one ?? 0)), 0))
  const seen = sizes.filter((size) => size > 0)
  return units.size > 1 || (seen.length > 1 && Math.max(...seen) > FAR * Math.min(...seen))
}

/** All figures in one, or one after another; what they stand along is said below the last one. */
export function panelsOf(reply: ChartView, words: ChartWords, width: number): [Panel, ...Panel[]] {
  if (!isParted(reply)) return [{ reply, words }]
  const drawn = reply.series.filter(({ values }) => values.some((value) => value !== null))
  return drawn.map((one, at): Panel => {
    const figure = figureIn(one.figure ?? '')?.is ?? 'count'
    return {
      reply: { ...reply, series: [one], chart: { ...reply.chart, figure, of: [] } },
      words: { ...words, y: cut(words.series(one), width), x: at === drawn.length - 1 ? words.x : '' },
    }
  }) as [Panel, ...Panel[]]
}

/** Rows and different values are counted, whatever the column is measured in. */
function unitOf(columns: ChartView['table']['columns'], words: string | null): string {
  const figure = figureIn(words ?? '')
  if (!figure || figure.is === 'count' || figure.is === 'distinct') return 'count'
  return columns.find(({ name }) => name === figure.column)?.format?.unit ?? ''
}
