import type { SettledKey } from '../../engine/group-key.ts'
import { keyIn } from '../group-words.ts'
import type { ChartView } from '../replies.ts'
import type { ChartWords } from './chart-words.ts'
import { countsOnly, heightFor, stacks } from './draw-chart.ts'
import { type Drawing, type Mark, round, wide } from './drawing.ts'
import { below, type Frame, framed } from './frame.ts'
import { keyTicks } from './key-ticks.ts'
import { shapeAt } from './shapes.ts'

/** From so many on, bars are not told one by one to who points at them: the table is. */
const MANY_BARS = 200
/** Points of a line that are marked. */
const FEW_POINTS = 40

type Values = (number | null)[]

/** Of one of several charts below each other: from the top, how high, and how much room its numbers have at least. */
export interface Place {
  above?: number
  height?: number
  left?: number
}

/** Lines, areas and columns: keys from left to right, each with as much room as the others. */
export function drawAlong(
  reply: ChartView,
  words: ChartWords,
  width: number,
  { above = 0, height = heightFor(width), left = 0 }: Place = {},
): Drawing & { left: number } {
  const { chart, keys, series } = reply
  const stacked = chart.kind !== 'line' && stacks(reply)
  const tops = stacked ? stackedOn(series.map(({ values }) => values)) : series.map(({ values }) => values)
  const kind = chart.kind === 'area' && !stacked && series.length > 1 ? 'line' : chart.kind
  const frame = framed({
    width,
    above,
    height,
    left,
    words,
    range: rangeOf(tops, kind !== 'line'),
    whole: countsOnly(chart),
    legend: series.map((one, tone) => ({
      tone,
      name: words.series(one),
      as: kind === 'line' ? 'line' : 'bar',
    })),
  })
  const slot = (frame.right - frame.left) / keys.length
  const middle = (at: number) => frame.left + (at + 0.5) * slot
  const drawn =
    kind === 'bar'
      ? columns(reply, words, frame, tops, stacked)
      : tops.flatMap((values, tone) =>
          kind === 'area'
            ? area(frame, middle, values, stacked ? tops[tone - 1] : undefined, tone)
            : line(frame, middle, values, tone),
        )
  return {
    width,
    height,
    left: frame.left,
    tones: series.length,
    marks: [...frame.marks, ...drawn, ...ticksBelow(frame, reply, words, middle)],
  }
}

function ticksBelow(
  frame: Frame,
  { chart, keys }: ChartView,
  words: ChartWords,
  middle: (at: number) => number,
): Mark[] {
  const key = keyIn(chart.x) as SettledKey
  const longest = Math.max(...keys.map((cell) => wide(words.tick(cell, 'key'))))
  const room = (word: number) => Math.floor((frame.right - frame.left) / (word + 14))
  const ticks = keyTicks(keys, key, room(longest), room(wide('2026')))
  return below(
    frame,
    ticks.map(({ at, unit }) => ({ x: middle(at), words: words.tick(keys[at] ?? null, unit) })),
  )
}

/** A line need not begin at zero, unless zero is near. */
function rangeOf(all: Values[], fromZero: boolean): [number, number] {
  const values = all.flat().filter((value) => value !== null)
  const [low, high] = [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))]
  const nearZero = low >= 0 && low <= high / 2
  return [fromZero || nearZero ? Math.min(0, low) : low, fromZero ? Math.max(0, high) : high]
}

function stackedOn(all: Values[]): Values[] {
  const sums: number[] = []
  return all.map((values) =>
    values.map((value, at) => {
      sums[at] = (sums[at] ?? 0) + (value ?? 0)
      return sums[at]
    }),
  )
}

function columns(reply: ChartView, words: ChartWords, frame: Frame, tops: Values[], stacked: boolean): Mark[] {
  const { keys, series } = reply
  const slot = (frame.right - frame.left) / keys.length
  const room = Math.min(slot * 0.8, 72)
  const side = stacked ? room : room / series.length
  const isFew = keys.length * series.length <= MANY_BARS
  return series.flatMap((one, tone) =>
    one.values.flatMap((value, at): Mark[] => {
      if (value === null) return []
      const [from, to] = stacked ? [tops[tone - 1]?.[at] ?? 0, tops[tone]?.[at] ?? 0] : [0, value]
      const [high, low] = [Math.min(frame.y(from), frame.y(to)), Math.max(frame.y(from), frame.y(to))]
      if (low - high < 0.05) return []
      const x = frame.left + at * slot + (slot - room) / 2 + (stacked ? 0 : tone * side)
      const said = [words.key(keys[at] ?? null), ...(series.length > 1 ? [words.series(one)] : [])].join(', ')
      return [
        {
          is: 'bar',
          tone,
          x: round(x),
          y: round(high),
          width: round(Math.max(0.5, side - (series.length > 1 && !stacked ? 1 : 0))),
          height: round(Math.max(0.5, low - high - (stacked && tone > 0 ? 1 : 0))),
          ...(isFew && { said: `${said}: ${words.value(value)}` }),
        },
      ]
    }),
  )
}

function line(frame: Frame, middle: (at: number) => number, values: Values, tone: number): Mark[] {
  const points = pointsOf(frame, middle, values)
  const runs = runsOf(points)
  const d = runs.map((run) => `M${run.map(([x, y]) => `${x} ${y}`).join('L')}`).join('')
  // A value between two gaps is a point, or it would not be seen.
  const marked = values.length <= FEW_POINTS ? runs.flat() : runs.filter(({ length }) => length === 1).flat()
  const dots = marked.map(([x, y]) => shapeAt(tone, x, y)).join('')
  return [{ is: 'line', tone, d }, ...(dots ? [{ is: 'dots' as const, tone, d: dots }] : [])]
}

function area(
  frame: Frame,
  middle: (at: number) => number,
  values: Values,
  under: Values | undefined,
  tone: number,
): Mark[] {
  const tops = pointsOf(frame, middle, values)
  const floor = pointsOf(frame, middle, under ?? values.map((value) => (value === null ? null : 0)))
  const d = runsOf(tops, floor)
    .map(
      (run) =>
        `M${run.map(([x, y]) => `${x} ${y}`).join('L')}L${run
          .toReversed()
          .map(([x, , low]) => `${x} ${low}`)
          .join('L')}Z`,
    )
    .join('')
  const edge = runsOf(tops)
    .map((run) => `M${run.map(([x, y]) => `${x} ${y}`).join('L')}`)
    .join('')
  return [
    { is: 'area', tone, d },
    { is: 'line', tone, d: edge },
  ]
}

type Point = [x: number, y: number]

function pointsOf({ y }: Frame, middle: (at: number) => number, values: Values): (Point | null)[] {
  return values.map((value, at) => (value === null ? null : [round(middle(at)), round(y(value))]))
}

/** Points that follow each other without a gap; of an area also what is below each. */
function runsOf(points: (Point | null)[], floor: (Point | null)[] = []): [number, number, number][][] {
  const runs: [number, number, number][][] = [[]]
  points.forEach((point, at) => {
    if (point === null) runs.push([])
    else runs.at(-1)?.push([point[0], point[1], floor[at]?.[1] ?? 0])
  })
  return runs.filter(({ length }) => length > 0)
}
