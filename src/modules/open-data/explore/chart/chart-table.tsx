import type { View } from '#kernel/i18n/view.ts'
import { Details } from '#ui/components/Details.tsx'
import type { Cell } from '../../engine/table-query.ts'
import { columnInWords } from '../in-words.ts'
import type { ChartView } from '../replies.ts'
import type { ChartWords } from './chart-words.ts'

interface Props {
  reply: ChartView
  view: View
  words: ChartWords
  /** Also where it is short: in a frame there is room for the chart. */
  isFolded?: boolean
}

const FEW = 15
/** Of points: a thousand rows would be more than the chart itself. */
const MOST_POINTS = 100

interface Row {
  name: string
  cells: string[]
}

/** What is drawn, in figures: for who does not see it, and for who wants to know exactly. */
export function ChartTable({ reply, view, words, isFolded = false }: Props) {
  const { t } = view
  const { heads, rows } = reply.chart.kind === 'scatter' ? pointsTable(reply, view, words) : keysTable(reply, words)
  const caption = words.title
  return (
    <Details
      summary={t('open-data.explore.chart.table', { count: rows.length })}
      open={!isFolded && rows.length <= FEW}
    >
      {reply.points.length > rows.length && (
        <p class="soft small">{t('open-data.explore.chart.table.first', { count: reply.points.length })}</p>
      )}
      <section class="table-scroll" aria-label={caption} tabindex={0}>
        <table class="ds-table table">
          <caption class="ds-sr-only">{caption}</caption>
          <thead>
            <tr>
              {heads.map((head, at) => (
                <th key={head} scope="col" class={at === 0 ? undefined : 'table-numeric'}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, cells }, at) => (
              <tr key={at}>
                <th scope="row" class="table-row-head">
                  {name}
                </th>
                {cells.map((cell, column) => (
                  <td key={column} class="table-numeric">
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Details>
  )
}

function keysTable({ chart, keys, ends, series }: ChartView, words: ChartWords): { heads: string[]; rows: Row[] } {
  const isHistogram = chart.kind === 'histogram'
  const name = (key: Cell, at: number) =>
    isHistogram ? `${words.xCell(key)} – ${words.xCell(ends[at] ?? null)}` : words.key(key)
  const columns = series.map(({ values }) => columnInWords(words.lang, values))
  return {
    heads: [words.x, ...series.map((one) => (isHistogram ? words.y : words.series(one)))],
    rows: keys.map((key, at) => ({
      name: name(key, at),
      cells: columns.map((say, column) => say(series[column]?.values[at] ?? null)),
    })),
  }
}

function pointsTable(
  { chart, points, series }: ChartView,
  { t, number }: View,
  words: ChartWords,
): { heads: string[]; rows: Row[] } {
  const parted = chart.split !== null
  return {
    heads: [t('open-data.explore.chart.row'), words.x, words.y, ...(parted ? [t('open-data.explore.chart.part')] : [])],
    rows: points.slice(0, MOST_POINTS).map(({ row, x, y, series: of }) => ({
      name: number(row),
      cells: [
        words.xCell(x),
        words.yCell(y),
        ...(parted ? [words.series(series[of] ?? { name: null, figure: null })] : []),
      ],
    })),
  }
}
