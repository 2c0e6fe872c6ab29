import { figureIn, keyIn } from '../group-words.ts'
import type { ChartView } from '../replies.ts'
import type { ChartWords } from './chart-words.ts'
import { drawAlong } from './draw-along.ts'
import { drawHistogram } from './draw-histogram.ts'
import { drawPoints } from './draw-points.ts'
import { drawRows } from './draw-rows.ts'
import type { Drawing, Mark } from './drawing.ts'
import { type Panel, panelsOf } from './panels.ts'

/** A chart so many pixels wide; as high as it needs. Null where there is nothing to draw. */
export function drawChart(reply: ChartView, words: ChartWords, width: number): Drawing | null {
  const { kind, x } = reply.chart
  if (kind === 'scatter') return reply.points.length > 0 ? drawPoints(reply, words, width) : null
  if (reply.keys.length === 0 || reply.series.every(({ values }) => values.every((value) => value === null)))
    return null
  if (kind === 'histogram') return drawHistogram(reply, words, width)
  const column = reply.table.columns.find(({ name }) => name === keyIn(x)?.column)
  const isWord = keyIn(x)?.by === 'value' && (column?.type === 'string' || column?.type === 'boolean')
  const panels = panelsOf(reply, words, width)
  const tones = panels[0].reply.series.length
  if (kind === 'bar' && isWord)
    return below(width, tones, panels, (panel, above) => drawRows(panel.reply, panel.words, width, above))
  if (panels.length === 1) return drawAlong(reply, words, width)
  // What stands above each other is of one month, and so has to begin at one place.
  const left = Math.max(
    ...panels.map((panel) => drawAlong(panel.reply, panel.words, width, { height: PANEL_HEIGHT }).left),
  )
  return below(width, tones, panels, (panel, above) =>
    drawAlong(panel.reply, panel.words, width, { above, height: PANEL_HEIGHT, left }),
  )
}

function below(width: number, tones: number, panels: Panel[], draw: (panel: Panel, above: number) => Drawing): Drawing {
  const marks: Mark[] = []
  let above = 0
  for (const panel of panels) {
    const drawn = draw(panel, above)
    marks.push(...drawn.marks)
    above += drawn.height
  }
  return { width, height: above, marks, tones }
}

/** Of one of several below each other. */
const PANEL_HEIGHT = 230

/** As high as a chart with axes is. */
export function heightFor(width: number): number {
  return Math.round(Math.min(420, Math.max(280, width * 0.52)))
}

/** Whether nothing but whole numbers can be drawn. */
export function countsOnly({ figure, of }: Pick<ChartView['chart'], 'figure' | 'of'>): boolean {
  return [figure, ...of.map((words) => figureIn(words)?.is)].every((is) => is === 'count' || is === 'distinct')
}

/** Parts of a whole lie on each other; several figures, means, least and greatest values stand beside each other. */
export function stacks({ chart, series }: Pick<ChartView, 'chart' | 'series'>): boolean {
  const isSum = (chart.figure === 'count' || chart.figure === 'sum') && chart.of.length === 0
  return (
    isSum && series.length > 1 && series.every(({ values }) => values.every((value) => value === null || value >= 0))
  )
}
