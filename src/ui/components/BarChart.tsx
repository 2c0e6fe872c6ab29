import type { View } from '#kernel/i18n/view.ts'
import { Details } from './Details.tsx'
import { fillDays } from './fill-days.ts'
import { inWeeks, type Span } from './in-weeks.ts'
import { Table } from './Table.tsx'

export interface DayCount {
  /** ISO day, such as "2026-11-22". */
  date: string
  count: number
}

export interface BarChartProps {
  view: View
  /** What is counted: "Semnături pe zile". */
  label: string
  /** Header of the counted column: "Semnături". */
  counted: string
  /** In any order; a missing day counts zero. At most 400 days from first to last, the latest are shown. */
  days: DayCount[]
}

/** More days than these are told by week: bars that a phone can show, and a table that one can read. */
const MOST_DAYS = 92

const HEIGHT = 168
const TOP = 28
const BASE = 140

/**
 * Counts by day, of more than three months by week, and the same as a table. Across it is drawn in percent and up and down in pixels, so that bars stretch with the
 * page while letters and corners keep their size.
 */
export function BarChart({ view, label, counted, days }: BarChartProps) {
  const filled = fillDays(days)
  const byWeek = filled.length > MOST_DAYS
  const all: Span[] = byWeek ? inWeeks(filled) : filled.map(({ date, count }) => ({ first: date, last: date, count }))
  const first = all[0]
  const last = all.at(-1)
  if (!first || !last) return null
  const peakAt = all.reduce((best, { count }, at) => (count > (all[best]?.count ?? 0) ? at : best), 0)
  const peak = all[peakAt] ?? first
  // A lone day must not become a wall: the bars are never wider than a fourteenth of the page.
  const slot = 100 / Math.max(all.length, 14)
  const told = {
    label,
    first: view.date(first.first),
    last: view.date(last.last),
    peak: view.number(peak.count),
  }
  const name = byWeek
    ? view.t('ui.chart.name-weeks', { ...told, peakWeek: view.days(peak.first, peak.last) })
    : view.t('ui.chart.name', { ...told, peakDay: view.date(peak.first) })
  return (
    <figure class="chart">
      <svg class="chart-drawing" width="100%" height={HEIGHT} role="img" aria-label={name}>
        {all.map(({ first: day, count }, at) => {
          const height = barHeight(count, peak.count)
          return height === 0 ? null : (
            <rect
              key={day}
              class="chart-bar"
              x={`${round(at * slot + slot * 0.1)}%`}
              y={BASE - height}
              width={`${round(slot * 0.8)}%`}
              height={height}
              rx={all.length > 60 ? 0 : 2}
            />
          )
        })}
        <line class="chart-base" x1="0" x2="100%" y1={BASE + 0.5} y2={BASE + 0.5} />
        {peak.count > 0 && <PeakLabel view={view} span={peak} x={(peakAt + 0.5) * slot} />}
        <text class="chart-text" x="0" y={HEIGHT - 8}>
          {view.date(first.first, 'short')}
        </text>
        {all.length > 1 && (
          <text
            class="chart-text"
            x={`${round(all.length * slot)}%`}
            y={HEIGHT - 8}
            text-anchor={all.length < 5 ? 'start' : 'end'}
          >
            {view.date(last.last, 'short')}
          </text>
        )}
      </svg>
      {byWeek && <p class="soft small">{view.t('ui.chart.weeks')}</p>}
      <Details summary={view.t('ui.chart.table')}>
        <Table
          caption={label}
          columns={[
            {
              key: 'day',
              header: view.t(byWeek ? 'ui.chart.week' : 'ui.chart.day'),
              names: true,
              cell: (span: Span) => (byWeek ? view.days(span.first, span.last) : view.date(span.first)),
            },
            { key: 'count', header: counted, numeric: true, cell: ({ count }: Span) => view.number(count) },
          ]}
          rows={all}
          rowKey={(span) => span.first}
        />
      </Details>
    </figure>
  )
}

function PeakLabel({ view, span, x }: { view: View; span: Span; x: number }) {
  const anchor = x < 15 ? 'start' : x > 85 ? 'end' : 'middle'
  const at = x < 15 ? 0 : x > 85 ? 100 : x
  return (
    <text class="chart-text chart-peak" x={`${round(at)}%`} y={TOP - 10} text-anchor={anchor}>
      {`${view.number(span.count)} · ${view.days(span.first, span.last)}`}
    </text>
  )
}

/** In pixels; any count above zero is seen. */
function barHeight(count: number, peak: number): number {
  if (count <= 0 || peak <= 0) return 0
  return Math.max(2, Math.round((count / peak) * (BASE - TOP)))
}

function round(percent: number): number {
  return Math.round(percent * 100) / 100
}
