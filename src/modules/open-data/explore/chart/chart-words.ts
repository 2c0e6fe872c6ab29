import type { Lang } from '#kernel/i18n/lang.ts'
import type { View } from '#kernel/i18n/view.ts'
import type { Cell } from '../../engine/table-query.ts'
import { figureOf, figureText, keyIn } from '../group-words.ts'
import {
  columnTitle,
  figureTitle,
  keyInWords,
  keyTitle,
  numberInWords,
  shortDay,
  shortMonth,
  shortNumber,
  valueInWords,
} from '../in-words.ts'
import type { ChartView } from '../replies.ts'
import type { KeyTick } from './key-ticks.ts'

/** All words of a chart, in the language of its reader. */
export interface ChartWords {
  lang: Lang
  title: string
  x: string
  y: string
  key(cell: Cell): string
  /** Below the axis. @param unit how much of a day is said */
  tick(cell: Cell, unit: KeyTick['unit']): string
  /** A cell of the column itself: of a scatter chart and of the steps of a histogram. */
  xCell(cell: Cell): string
  yCell(cell: Cell): string
  value(n: number | null): string
  series(one: Pick<ChartView['series'][number], 'name' | 'figure'>): string
}

type Words = Pick<View, 'lang' | 't' | 'date'>

export function chartWords(reply: Pick<ChartView, 'table' | 'chart'>, view: Words): ChartWords {
  const { columns } = reply.table
  const { kind, x, y, figure, split, of } = reply.chart
  const { t, lang } = view
  const xTitle = keyTitle(view, columns, x)
  const figures = [figureText(figureOf(figure, y)), ...of].map((words) => figureTitle(view, columns, words))
  const yTitle = kind === 'scatter' ? columnTitle(columns, y ?? '') : figures.join(', ')
  const parted = split === null ? null : columnTitle(columns, split)
  const name = t(`open-data.explore.chart.title.${kind === 'histogram' || kind === 'scatter' ? kind : 'by'}`, {
    x: xTitle,
    y: yTitle,
  })
  const by = keyIn(x)?.by
  return {
    lang,
    title: parted ? t('open-data.explore.chart.title.split', { title: name, split: parted }) : name,
    x: xTitle,
    y:
      kind === 'histogram'
        ? t('open-data.explore.rows')
        : of.length > 0
          ? t('open-data.explore.chart.figures')
          : yTitle,
    key: (cell) => keyInWords(view, columns, x, cell),
    tick(cell, unit) {
      const key = String(cell)
      if (unit === 'end' && by === 'day') return keyInWords(view, columns, x, cell)
      if (unit === 'year') return key.slice(0, 4)
      if (by === 'day') return unit === 'month' ? shortMonth(lang, key.slice(0, 7)) : shortDay(lang, key)
      if (by === 'month') return shortMonth(lang, key)
      return typeof by === 'object' ? numberInWords(lang, Number(cell)) : keyInWords(view, columns, x, cell)
    },
    xCell: (cell) => valueInWords(view, columns, keyIn(x)?.column ?? x, cell),
    yCell: (cell) => valueInWords(view, columns, y ?? '', cell),
    value: (n) => (n === null ? '–' : numberInWords(lang, n)),
    series({ name, figure }) {
      if (figure !== null) return figureTitle(view, columns, figure)
      return split === null ? yTitle : valueInWords(view, columns, split, name)
    },
  }
}

/** Of an axis along which numbers lie. */
export function axisNumber(lang: Lang, n: number): string {
  return shortNumber(lang, n)
}
