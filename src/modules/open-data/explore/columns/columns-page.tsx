import type { View } from '#kernel/i18n/view.ts'
import { Bars } from '#ui/components/Bars.tsx'
import { Checkboxes } from '#ui/components/Choices.tsx'
import { Details } from '#ui/components/Details.tsx'
import { dotted } from '#ui/components/dotted.ts'
import { FilterForm } from '#ui/components/Form.tsx'
import { Section } from '#ui/components/Section.tsx'
import type { Cell } from '../../engine/table-query.ts'
import type { Filter } from '../../ingest/tables/fields.ts'
import { pinned, wayTo } from '../addresses.ts'
import { PlotFigure } from '../chart/plot-figure.tsx'
import { ExplorePage } from '../explore-page.tsx'
import { MOST_COLUMNS } from '../fields.ts'
import { Addresses } from '../for-programs.tsx'
import { HiddenRows } from '../hidden-rows.tsx'
import { columnTitle, numberInWords, valueInWords } from '../in-words.ts'
import type { ChartView, ColumnsView } from '../replies.ts'

interface Props {
  reply: ColumnsView
  view: View
}
type Item = ColumnsView['items'][number]

/** Columns that a page can list to choose from. */
const MOST_LISTED = 200
/** Values that are seen at once; as many again are folded. */
const SEEN = 8

/** What stands in the columns of a table, and how often: each value leads to the rows that have it. */
export function ColumnsPage({ reply, view }: Props) {
  const { t } = view
  const { table, items, wrong } = reply
  const said = { column: items.map(({ column }) => column) }
  return (
    <ExplorePage
      view={view}
      table={table}
      way="columns"
      title={t('open-data.explore.way.columns')}
      lead={t('open-data.explore.columns.lead')}
      said={said}
      wrong={wrong}
    >
      {table.columns.length > items.length && <Choose reply={reply} view={view} />}
      {items.map((item) => (
        <ColumnSection key={item.column} item={item} reply={reply} view={view} />
      ))}
      <Addresses
        view={view}
        path={wayTo(table, '/columns', said)}
        pinnedPath={wayTo(pinned(table), '/columns', said)}
      />
    </ExplorePage>
  )
}

function Choose({ reply: { table, items }, view }: Props) {
  const { t } = view
  return (
    <Details summary={t('open-data.explore.columns.choose', { count: table.columns.length })}>
      <FilterForm
        view={view}
        action={view.href(`/data/tables/${table.id}/columns`)}
        label={t('open-data.explore.columns.choose', { count: table.columns.length })}
        submit={t('open-data.explore.columns.show')}
      >
        <HiddenRows table={table} />
        <Checkboxes
          view={view}
          name="column"
          label={t('open-data.ingest.columns')}
          hint={t('open-data.explore.columns.most', { count: MOST_COLUMNS })}
          values={items.map(({ column }) => column)}
          choices={table.columns.slice(0, MOST_LISTED).map(({ name, title }) => ({ value: name, label: title }))}
          inSearch
          required={false}
        />
      </FilterForm>
    </Details>
  )
}

function ColumnSection({ item, reply, view }: Props & { item: Item }) {
  const { t } = view
  const { table } = reply
  const { column, filled, missing, distinct, histogram } = item
  const say = (cell: Cell) => valueInWords(view, table.columns, column, cell)
  const facts = [
    t('open-data.explore.columns.filled', { count: filled }),
    missing > 0 && t('open-data.explore.columns.missing', { count: missing }),
    t('open-data.explore.columns.distinct', { count: distinct }),
  ]
  const isMeasured = item.mean !== null || histogram.length > 0
  return (
    <Section id={`column-${column}`} title={columnTitle(table.columns, column)} note={dotted(facts)}>
      {isMeasured && item.min !== null && (
        <p>
          {dotted([
            t('open-data.explore.columns.reach', { min: say(item.min), max: say(item.max) }),
            item.mean !== null && t('open-data.explore.columns.mean', { mean: numberInWords(view.lang, item.mean) }),
          ])}
        </p>
      )}
      {histogram.length > 1 && (
        <PlotFigure reply={histogramChart(reply, item)} view={view} id={`plot-${column}`} isSmall />
      )}
      {distinct > 0 && distinct === filled && filled > 1 ? (
        <p class="soft">{t('open-data.explore.columns.unique')}</p>
      ) : (
        <Frequent {...{ item, reply, view }} isFolded={histogram.length > 1} />
      )}
    </Section>
  )
}

function Frequent({ item, reply, view, isFolded }: Props & { item: Item; isFolded: boolean }) {
  const { t } = view
  const { table, items } = reply
  const { column, top, distinct } = item
  if (top.length === 0) return null
  const said = { column: items.map((one) => one.column) }
  const withValue = (value: Cell) => {
    const filter: Filter = { column, is: 'eq', value: String(value) }
    return view.href(
      wayTo({ ...table, rows: { ...table.rows, filters: [...table.rows.filters, filter] } }, '/columns', said),
    )
  }
  const bars = top.map(({ value, count }) => ({
    key: String(value),
    label: valueInWords(view, table.columns, column, value),
    href: withValue(value),
    value: count,
    said: t('open-data.ingest.found', { count }),
    strong: false,
  }))
  const label = t('open-data.explore.columns.top', { count: bars.length, of: distinct })
  const most = top[0]?.count
  if (isFolded)
    return (
      <Details summary={label}>
        <Bars label={label} bars={bars} most={most} />
      </Details>
    )
  return (
    <div class="measure stack">
      <p class="soft">{label}</p>
      <Bars label={label} bars={bars.slice(0, SEEN)} most={most} />
      {bars.length > SEEN && (
        <Details summary={t('open-data.explore.columns.more', { count: bars.length - SEEN })}>
          <Bars label={label} bars={bars.slice(SEEN)} most={most} />
        </Details>
      )}
    </div>
  )
}

/** The figures of a column as the chart that it is. */
function histogramChart({ table }: ColumnsView, { column, histogram, filled }: Item): ChartView {
  return {
    table,
    chart: { kind: 'histogram', x: column, y: null, figure: 'count', split: null, of: [] },
    keys: histogram.map(({ from }) => from),
    ends: histogram.map(({ to }) => to),
    series: [{ name: null, figure: null, values: histogram.map(({ count }) => count) }],
    points: [],
    drawn: { keys: filled, ofKeys: filled, series: 1, ofSeries: 1, withoutPlace: 0 },
    wrong: null,
  }
}
