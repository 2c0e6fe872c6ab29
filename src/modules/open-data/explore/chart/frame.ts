import { axisNumber, type ChartWords } from './chart-words.ts'
import { LETTERS, type Mark, round, wide } from './drawing.ts'
import { linear, type Scale, ticksOf } from './scale.ts'
import { shapeAt } from './shapes.ts'

/** Where values are drawn, between the words around them. In pixels from the top left. */
export interface Frame {
  left: number
  right: number
  top: number
  bottom: number
  y: Scale
  marks: Mark[]
}

const ROW = 22
/** Between two ticks of the upright axis. */
const TICK_ROOM = 44
const SWATCH = 14
/** Digits are wider than most letters. */
const DIGITS = 1.15

/** The upright axis with its rules and numbers, what it measures above it, and the legend on top. */
export function framed(options: {
  width: number
  /** Where it begins, from the top of the drawing. */
  above?: number
  height: number
  /** The least room for numbers beside the axis: axes below each other begin at one place. */
  left?: number
  words: ChartWords
  /** From the least to the greatest value. */
  range: [number, number]
  /** Only whole numbers are counted. */
  whole?: boolean
  legend: { tone: number; name: string; as: 'bar' | 'line' | 'dots' }[]
}): Frame {
  const { width, above = 0, height, words, range, whole, legend } = options
  const legendMarks = legendOf(legend, width)
  const top = above + legendMarks.height + ROW + 10
  const bottom = above + height - 2 * ROW
  const ticks = ticksOf(range[0], range[1], Math.max(2, Math.floor((bottom - top) / TICK_ROOM) + 1), whole ? 1 : 0)
  const said = ticks.map((tick) => axisNumber(words.lang, tick))
  const left = Math.max(options.left ?? 0, Math.ceil(Math.max(...said.map(wide)) * DIGITS) + 8)
  const right = width - 6
  const y = linear([ticks[0] as number, ticks.at(-1) as number], [bottom, top])
  return {
    left,
    right,
    top,
    bottom,
    y,
    marks: [
      ...legendMarks.marks,
      { is: 'text', x: 0, y: above + legendMarks.height + 14, words: words.y, anchor: 'start', strong: true },
      ...ticks.flatMap((tick, at): Mark[] => [
        {
          is: 'rule',
          role: tick === 0 || at === 0 ? 'axis' : 'grid',
          x1: left,
          x2: right,
          y1: round(y(tick)),
          y2: round(y(tick)),
        },
        { is: 'text', x: left - 8, y: round(y(tick) + 4), words: said[at] as string, anchor: 'end' },
      ]),
      ...(words.x === ''
        ? []
        : [
            {
              is: 'text' as const,
              x: right,
              y: above + height - 6,
              words: words.x,
              anchor: 'end' as const,
              strong: true,
            },
          ]),
    ],
  }
}

/** Between two words below an axis. */
const BETWEEN = 8

/** Words below the axis; of two that would touch, the later one is left out. */
export function below({ left, right, bottom }: Frame, ticks: { x: number; words: string }[]): Mark[] {
  let free = Number.NEGATIVE_INFINITY
  return ticks.flatMap(({ x, words }): Mark[] => {
    const width = wide(words)
    const anchor = x - width / 2 < left - 40 ? 'start' : x + width / 2 > right + 6 ? 'end' : 'middle'
    const at = anchor === 'end' ? right : x
    const begin = anchor === 'start' ? at : anchor === 'end' ? at - width : at - width / 2
    if (begin < free) return []
    free = begin + width + BETWEEN
    return [{ is: 'text', x: round(at), y: bottom + LETTERS + 6, words, anchor }]
  })
}

/** In rows, as many as there are names. */
export function legendOf(
  legend: { tone: number; name: string; as: 'bar' | 'line' | 'dots' }[],
  width: number,
): { marks: Mark[]; height: number } {
  if (legend.length < 2) return { marks: [], height: 0 }
  const marks: Mark[] = []
  let [x, row] = [0, 0]
  for (const { tone, name, as } of legend) {
    const room = SWATCH + 8 + wide(name) + 18
    if (x > 0 && x + room > width) [x, row] = [0, row + 1]
    const y = row * ROW
    if (as === 'bar') marks.push({ is: 'bar', tone, x, y: y + 3, width: SWATCH, height: SWATCH })
    else {
      if (as === 'line') marks.push({ is: 'line', tone, d: `M${x} ${y + 10}h${SWATCH + 2}` })
      marks.push({ is: 'dots', tone, d: shapeAt(tone, x + SWATCH / 2 + 1, y + 10) })
    }
    marks.push({ is: 'text', x: round(x + SWATCH + 8), y: y + 15, words: name, anchor: 'start' })
    x = round(x + room)
  }
  return { marks, height: (row + 1) * ROW + 8 }
}
