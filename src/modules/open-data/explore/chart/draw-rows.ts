import { columnInWords } from '../in-words.ts'
import type { ChartView } from '../replies.ts'
import type { ChartWords } from './chart-words.ts'
import { stacks } from './draw-chart.ts'
import { cut, type Drawing, type Mark, round, wide } from './drawing.ts'
import { legendOf } from './frame.ts'
import { linear } from './scale.ts'

const BAR = 16
const THIN = 9
const TITLE = 24
const BETWEEN = 16

/** Bars of words, one under the other: names of any length stand above them, and figures at the end of the line. */
export function drawRows(reply: ChartView, words: ChartWords, width: number, above = 0): Drawing {
  const { keys, series } = reply
  const stacked = stacks(reply)
  const totals = keys.map((_, at) => series.reduce((sum, { values }) => sum + (values[at] ?? 0), 0))
  const all = stacked ? totals : series.flatMap(({ values }) => values.map((value) => value ?? 0))
  const low = all.reduce((a, b) => Math.min(a, b), 0)
  const high = all.reduce((a, b) => Math.max(a, b), 0)
  const x = linear([low, high], [0, width])
  const ends = series.length === 1 ? (series[0]?.values ?? []) : totals
  // Below each other, and again in the table below the chart: with the same decimals.
  const say = columnInWords(words.lang, ends)
  const legend = legendOf(
    series.map((one, tone) => ({ tone, name: words.series(one), as: 'bar' })),
    width,
  )
  const bars = stacked || series.length === 1 ? BAR : THIN * series.length
  const marks: Mark[] = [
    ...legend.marks,
    { is: 'text', x: 0, y: above + legend.height + 14, words: words.y, anchor: 'start', strong: true },
  ]
  const begin = above + legend.height + 28
  const row = TITLE + bars + BETWEEN
  keys.forEach((key, at) => {
    const top = begin + at * row
    const value = series.length === 1 || stacked ? say(ends[at] ?? null) : ''
    const name = words.key(key)
    marks.push({ is: 'text', x: 0, y: top + 14, words: cut(name, width - wide(value) - 16), anchor: 'start' })
    if (value) marks.push({ is: 'text', x: width, y: top + 14, words: value, anchor: 'end' })
    marks.push({
      is: 'rule',
      role: 'grid',
      x1: 0,
      x2: width,
      y1: top + TITLE + bars + 0.5,
      y2: top + TITLE + bars + 0.5,
    })
    let from = 0
    series.forEach((part, tone) => {
      const amount = part.values[at]
      if (!amount) return
      const to = stacked ? from + amount : amount
      const [left, right] = [Math.min(x(from), x(to)), Math.max(x(from), x(to))]
      marks.push({
        is: 'bar',
        tone,
        x: round(left),
        y: stacked || series.length === 1 ? top + TITLE : top + TITLE + tone * THIN,
        width: round(Math.max(1, right - left - (stacked && tone > 0 ? 1 : 0))),
        height: stacked || series.length === 1 ? BAR : THIN - 1,
        said: `${[name, ...(series.length > 1 ? [words.series(part)] : [])].join(', ')}: ${words.value(amount)}`,
      })
      if (stacked) from = to
    })
  })
  return { width, height: begin - above + keys.length * row, tones: series.length, marks }
}
