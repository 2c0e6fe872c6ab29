import type { Cell } from '../../engine/table-query.ts'
import { shortDay, shortMonth } from '../in-words.ts'
import type { ChartView } from '../replies.ts'
import { axisNumber, type ChartWords } from './chart-words.ts'
import { heightFor } from './draw-chart.ts'
import { type Drawing, type Mark, round } from './drawing.ts'
import { below, framed } from './frame.ts'
import { linear, ticksOf, timeTicks } from './scale.ts'

/** How often values lie within equal steps. */
export function drawHistogram(reply: ChartView, words: ChartWords, width: number, height = heightFor(width)): Drawing {
  const { keys, ends, series } = reply
  const counts = series[0]?.values ?? []
  const frame = framed({
    width,
    height,
    words,
    range: [0, Math.max(...counts.map((count) => count ?? 0))],
    whole: true,
    legend: [],
  })
  const [low, high] = [placeOf(keys[0] ?? 0), placeOf(ends.at(-1) ?? 0)]
  const x = linear(low === high ? [low - 1, high + 1] : [low, high], [frame.left, frame.right])
  const alone = low === high
  const bars = counts.flatMap((count, at): Mark[] => {
    if (!count) return []
    const [from, to] = alone
      ? [(frame.left + frame.right) / 2 - 30, (frame.left + frame.right) / 2 + 30]
      : [x(placeOf(keys[at] ?? 0)), x(placeOf(ends[at] ?? 0))]
    const top = frame.y(count)
    return [
      {
        is: 'bar',
        tone: 0,
        x: round(from),
        y: round(top),
        width: round(Math.max(1, to - from - 1)),
        height: round(Math.max(1, frame.bottom - top)),
        said: `${words.xCell(keys[at] ?? null)} – ${words.xCell(ends[at] ?? null)}: ${words.value(count)}`,
      },
    ]
  })
  const most = Math.max(2, Math.floor((frame.right - frame.left) / 90))
  const ticks = alongTicks(keys[0] ?? 0, [low, high], most, words)
  return {
    width,
    height,
    tones: 1,
    marks: [
      ...frame.marks,
      ...bars,
      ...below(
        frame,
        ticks.map(({ at, said }) => ({ x: x(at), words: said })),
      ),
    ],
  }
}

/** A number, or the milliseconds of a day or a moment. */
export function placeOf(cell: Cell): number {
  if (typeof cell === 'string' && /^\d{4}-\d\d-\d\d/.test(cell))
    return Date.parse(cell.length > 10 ? `${cell}Z` : `${cell}T00:00:00Z`)
  return Number(cell)
}

/** Ticks between two values of a column, in the words of a reader. @param first a cell of it: a number, a day or a moment */
export function alongTicks(
  first: Cell,
  [low, high]: [number, number],
  most: number,
  words: ChartWords,
): { at: number; said: string }[] {
  if (typeof first !== 'string' || !first.includes('-', 1))
    return ticksOf(low, high, most)
      .filter((tick) => tick >= low && tick <= high)
      .map((at) => ({ at, said: axisNumber(words.lang, at) }))
  const { lang } = words
  const ticks = timeTicks(low, high, most)
  // One day alone would not say how far it reaches.
  if (ticks.length < 2)
    return [low, high].map((at) => ({ at, said: words.xCell(new Date(at).toISOString().slice(0, 10)) }))
  return ticks.map(({ at, unit }) => {
    const day = new Date(at).toISOString().slice(0, 10)
    return {
      at,
      said:
        unit === 'day' ? shortDay(lang, day) : unit === 'month' ? shortMonth(lang, day.slice(0, 7)) : day.slice(0, 4),
    }
  })
}
