import type { View } from '#kernel/i18n/view.ts'
import { ButtonLink } from '#ui/components/Button.tsx'
import { CodeToCopy } from '#ui/components/CodeToCopy.tsx'
import { Details } from '#ui/components/Details.tsx'
import { FilterForm } from '#ui/components/Form.tsx'
import { Section } from '#ui/components/Section.tsx'
import { Select } from '#ui/components/Select.tsx'
import { isNumber } from '../../engine/group-key.ts'
import { figureNames } from '../../engine/group-rows.ts'
import { chartSaid, pinned, wayTo } from '../addresses.ts'
import { ExplorePage } from '../explore-page.tsx'
import { chartKinds, MOST_MORE_FIGURES } from '../fields.ts'
import { Addresses } from '../for-programs.tsx'
import { HiddenRows } from '../hidden-rows.tsx'
import { columnOptions, figureOptions, keyOptions } from '../key-options.ts'
import type { ChartView } from '../replies.ts'
import { ChartTable } from './chart-table.tsx'
import { chartWords } from './chart-words.ts'
import { drawnNotes } from './drawn-notes.ts'
import { embedCode } from './embed-code.ts'
import { PlotFigure } from './plot-figure.tsx'

interface Props {
  reply: ChartView
  view: View
}

/** A chart of a table: what is drawn, chosen by a plain form; the chart; the same as a table; and every way to take it along. */
export function ChartPage({ reply, view }: Props) {
  const { t } = view
  const { table, chart, wrong } = reply
  const said = chartSaid(chart)
  const words = chartWords(reply, view)
  const isDrawn = wrong === null && (reply.keys.length > 0 || reply.points.length > 0)
  const image = `${view.publicUrl}${view.href(wayTo(pinned(table), '/chart.png', said))}`
  return (
    <ExplorePage
      view={view}
      table={table}
      way="chart"
      title={t('open-data.explore.way.chart')}
      lead={t('open-data.explore.chart.lead')}
      said={said}
      wrong={wrong}
      {...(isDrawn && { openGraph: { image: { url: image, alt: words.title, width: 1600, height: 1000 } } })}
    >
      <Details summary={t('open-data.explore.chart.ask')} open={!isDrawn} wide>
        <Ask reply={reply} view={view} />
      </Details>
      {wrong === null && (
        <Section id="chart" title={words.title}>
          {isDrawn ? (
            <>
              <PlotFigure reply={reply} view={view} id="plot" />
              {drawnNotes(reply, view).map((note) => (
                <p key={note} class="soft small">
                  {note}
                </p>
              ))}
              <ChartTable reply={reply} view={view} words={words} />
            </>
          ) : (
            <p>{t('open-data.ingest.found.none')}</p>
          )}
        </Section>
      )}
      {isDrawn && <TakeAlong reply={reply} view={view} />}
      <Addresses view={view} path={wayTo(table, '/chart', said)} pinnedPath={wayTo(pinned(table), '/chart', said)} />
    </ExplorePage>
  )
}

function Ask({ reply, view }: Props) {
  const { t } = view
  const { table, chart } = reply
  const { columns, id } = table
  const keys = keyOptions(view, columns, [chart.x])
  return (
    <FilterForm
      view={view}
      action={view.href(`/data/tables/${id}/chart`)}
      label={t('open-data.explore.chart.ask')}
      submit={t('open-data.explore.chart.draw')}
    >
      <HiddenRows table={table} />
      <div class="ask-grid">
        <Select
          view={view}
          name="kind"
          label={t('open-data.explore.chart.kind')}
          options={chartKinds.map((kind) => ({ value: kind, label: t(`open-data.explore.chart.kind.${kind}`) }))}
          value={chart.kind}
          inSearch
        />
        <Select view={view} name="x" label={t('open-data.explore.chart.x')} options={keys} value={chart.x} inSearch />
        <Select
          view={view}
          name="figure"
          label={t('open-data.explore.figure')}
          options={figureNames.map((one) => ({ value: one, label: t(`open-data.explore.figure.${one}`) }))}
          value={chart.figure}
          inSearch
        />
        <Select
          view={view}
          name="y"
          label={t('open-data.explore.figure.column')}
          empty={t('open-data.explore.rows')}
          options={columnOptions(columns, (type) => isNumber(type) || chart.figure === 'distinct')}
          value={chart.y ?? undefined}
          inSearch
        />
        <Select
          view={view}
          name="split"
          label={t('open-data.explore.chart.split')}
          empty={t('open-data.explore.chart.split.none')}
          options={columnOptions(columns, (type) => type === 'string' || type === 'boolean' || type === 'integer')}
          value={chart.split ?? undefined}
          inSearch
        />
      </div>
      <MoreFigures reply={reply} view={view} />
    </FilterForm>
  )
}

/** Figures beside the first one: those that are drawn, and one more. */
function MoreFigures({ reply: { table, chart }, view }: Props) {
  const { t } = view
  const shown = Math.min(MOST_MORE_FIGURES, chart.of.length + 1)
  const options = figureOptions(view, table.columns)
  if (options.length === 0) return null
  return (
    <Details summary={t('open-data.explore.chart.more')} open={chart.of.length > 0}>
      <p class="soft small">{t('open-data.explore.chart.more.hint')}</p>
      <div class="ask-grid">
        {Array.from({ length: shown }, (_, at) => (
          // Several answers to one question: each list has an id of its own.
          <Select
            key={at}
            view={view}
            name={`of-${at + 1}`}
            sendAs="of"
            label={t('open-data.explore.figure.more')}
            empty={t('open-data.explore.chart.more.none')}
            options={options}
            value={chart.of[at]}
            inSearch
          />
        ))}
      </div>
    </Details>
  )
}

function TakeAlong({ reply, view }: Props) {
  const { t } = view
  const { table, chart } = reply
  const said = chartSaid(chart)
  const groups = groupsOf(reply)
  return (
    <Section id="take" title={t('open-data.explore.take')}>
      <div class="actions">
        <ButtonLink kind="quiet" href={view.href(wayTo(table, '/chart.png', said))}>
          {t('open-data.explore.chart.png')}
        </ButtonLink>
        <ButtonLink kind="quiet" href={view.href(wayTo(table, '/chart.svg', said))}>
          {t('open-data.explore.chart.svg')}
        </ButtonLink>
        {groups && (
          <>
            <a href={view.href(wayTo(table, '/groups.csv', { ...groups, bom: 'yes' }))} rel="nofollow">
              {t('open-data.explore.chart.csv')}
            </a>
            <a href={view.href(wayTo(table, '/groups', groups))} rel="nofollow">
              {t('open-data.explore.chart.groups')}
            </a>
          </>
        )}
        <a href={`${wayTo(table, '.csv')}`} rel="nofollow">
          {t('open-data.explore.rows.csv')}
        </a>
      </div>
      <Details summary={t('open-data.explore.embed')}>
        <p>{t('open-data.explore.embed.how')}</p>
        <CodeToCopy id="embed-frame" label={t('open-data.explore.embed.frame')} code={embedCode(reply, view)} />
        <p>
          <a href={view.href(wayTo(table, '/chart/embed', said))}>{t('open-data.explore.embed.look')}</a>
        </p>
      </Details>
    </Section>
  )
}

/** The chart's figures as groups; null where it shows no groups. */
function groupsOf({ chart }: ChartView) {
  if (chart.kind === 'scatter' || chart.kind === 'histogram') return null
  return {
    by: [chart.x, ...(chart.split === null ? [] : [chart.split])],
    of: [...(chart.y === null || chart.figure === 'count' ? [] : [`${chart.figure}:${chart.y}`]), ...chart.of],
  }
}
