import type { View } from '#kernel/i18n/view.ts'
import type { ChartView } from '../replies.ts'
import { ChartSvg } from './ChartSvg.tsx'
import { chartWords } from './chart-words.ts'
import { describeChart } from './describe-chart.ts'
import { drawChart } from './draw-chart.ts'

/** Pixels, as wide as the frame for other sites is. */
export const WIDE = 720
const NARROW = 330

interface Props {
  reply: ChartView
  view: View
  /** Goes before the ids within. */
  id: string
  /** One of several on a page. */
  isSmall?: boolean
}

/** A chart on a page, drawn for wide and for narrow ones: letters keep their size, and the one that is not seen is not heard either. */
export function PlotFigure({ reply, view, id, isSmall }: Props) {
  const words = chartWords(reply, view)
  const desc = describeChart(reply, words, view)
  const sizes = [
    { width: WIDE, name: 'plot-wide' },
    { width: NARROW, name: 'plot-narrow' },
  ]
  return (
    <figure class={isSmall ? 'plots plots-small' : 'plots'}>
      {sizes.map(({ width, name }) => {
        const drawing = drawChart(reply, words, width)
        return (
          drawing && (
            <div key={name} class={name}>
              <ChartSvg drawing={drawing} id={`${id}-${width}`} title={words.title} desc={desc} />
            </div>
          )
        )
      })}
    </figure>
  )
}
