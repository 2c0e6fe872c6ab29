import type { ChartView } from '../replies.ts'
import type { ChartWords } from './chart-words.ts'
import { heightFor } from './draw-chart.ts'
import { alongTicks, placeOf } from './draw-histogram.ts'
import { type Drawing, type Mark, round } from './drawing.ts'
import { below, framed } from './frame.ts'
import { linear } from './scale.ts'
import { shapeAt } from './shapes.ts'

/** Rows as points: one column across, one upright, a shape for each part. */
export function drawPoints(reply: ChartView, words: ChartWords, width: number): Drawing {
  const { points, series } = reply
  const height = heightFor(width)
  const across = points.map(({ x }) => placeOf(x))
  const up = points.map(({ y }) => placeOf(y))
  const frame = framed({
    width,
    height,
    words,
    range: around(up),
    legend: series.map((one, tone) => ({ tone, name: words.series(one), as: 'dots' })),
  })
  const [low, high] = around(across)
  const x = linear([low, high], [frame.left + 6, frame.right - 6])
  const dots = series.flatMap((_, tone): Mark[] => {
    const d = points
      .flatMap(({ series: of }, at) =>
        of === tone ? [shapeAt(tone, round(x(across[at] as number)), round(frame.y(up[at] as number)))] : [],
      )
      .join('')
    return d ? [{ is: 'dots', tone, d }] : []
  })
  const most = Math.max(2, Math.floor((frame.right - frame.left) / 90))
  const ticks = alongTicks(points[0]?.x ?? 0, [low, high], most, words)
  return {
    width,
    height,
    tones: series.length,
    marks: [
      ...frame.marks,
      ...dots,
      ...below(
        frame,
        ticks.map(({ at, said }) => ({ x: x(at), words: said })),
      ),
    ],
  }
}

/** From the least to the greatest; zero too, when it is near. */
function around(values: number[]): [number, number] {
  const low = values.reduce((a, b) => Math.min(a, b))
  const high = values.reduce((a, b) => Math.max(a, b))
  if (low === high) return [low - 1, high + 1]
  return low > 0 && low <= high / 2 ? [0, high] : [low, high]
}
