import type { View } from '#kernel/i18n/view.ts'
import { ButtonLink } from '#ui/components/Button.tsx'
import { Details } from '#ui/components/Details.tsx'
import { FilterChips } from '#ui/components/FilterChips.tsx'
import { FilterForm } from '#ui/components/Form.tsx'
import { HiddenField } from '#ui/components/OtherFields.tsx'
import { Pagination } from '#ui/components/Pagination.tsx'
import { Section } from '#ui/components/Section.tsx'
import { Select } from '#ui/components/Select.tsx'
import { figureNames } from '../../engine/group-rows.ts'
import { groupsSaid, pinned, wayTo } from '../addresses.ts'
import { ExplorePage } from '../explore-page.tsx'
import { MOST_FIGURES, MOST_KEYS } from '../fields.ts'
import { Addresses } from '../for-programs.tsx'
import { figureIn, keyIn } from '../group-words.ts'
import { HiddenRows } from '../hidden-rows.tsx'
import { figureTitle } from '../in-words.ts'
import { columnOptions, keyOptions } from '../key-options.ts'
import type { GroupsView } from '../replies.ts'
import { groupsFormats } from './download-groups.ts'
import { GroupsTable } from './groups-table.tsx'

interface Props {
  reply: GroupsView
  view: View
}

/** Rows of a table put together by one or two columns, with figures of each group; everything chosen by a plain form. */
export function GroupsPage({ reply, view }: Props) {
  const { t } = view
  const { table, by, total, page, pages, wrong } = reply
  const said = groupsSaid(reply)
  const at = (other: number) => view.href(wayTo(table, '/groups', { ...said, page: other > 1 ? other : null }))
  return (
    <ExplorePage
      view={view}
      table={table}
      way="groups"
      title={t('open-data.explore.way.groups')}
      lead={t('open-data.explore.groups.lead')}
      said={said}
      wrong={wrong}
    >
      <Details summary={t('open-data.explore.groups.ask')} open={wrong !== null || by.length === 0} wide>
        <Ask reply={reply} view={view} />
      </Details>
      {wrong === null && (
        <Section
          id="groups"
          title={
            by.length === 0 ? t('open-data.explore.groups.all') : t('open-data.explore.groups.found', { count: total })
          }
        >
          <GroupsTable reply={reply} view={view} />
          {pages > 1 && <p class="soft">{t('open-data.ingest.page-of', { page, pages })}</p>}
          <Pagination view={view} next={page < pages ? at(page + 1) : undefined} first={page > 1 ? at(1) : undefined} />
        </Section>
      )}
      {wrong === null && <TakeAlong reply={reply} view={view} />}
      <Addresses view={view} path={wayTo(table, '/groups', said)} pinnedPath={wayTo(pinned(table), '/groups', said)} />
    </ExplorePage>
  )
}

function Ask({ reply, view }: Props) {
  const { t } = view
  const { table, by, of } = reply
  const { columns, id } = table
  const keys = keyOptions(view, columns, by)
  return (
    <div class="stack">
      <FilterForm
        view={view}
        action={view.href(`/data/tables/${id}/groups`)}
        label={t('open-data.explore.groups.ask')}
        submit={t('open-data.explore.groups.show')}
      >
        <HiddenRows table={table} />
        {of.map((words) => (
          <HiddenField key={words} name="of" value={words} />
        ))}
        <div class="ask-grid">
          {Array.from({ length: MOST_KEYS }, (_, at) => (
            // Two answers to one question: each list has an id of its own.
            <Select
              key={at}
              view={view}
              name={`by-${at + 1}`}
              sendAs="by"
              label={t(at === 0 ? 'open-data.explore.groups.by' : 'open-data.explore.groups.then-by')}
              empty={t(at === 0 ? 'open-data.explore.groups.by.none' : 'open-data.explore.groups.then-by.none')}
              options={keys}
              value={by[at]}
              inSearch
            />
          ))}
          {of.length < MOST_FIGURES && (
            <>
              <Select
                view={view}
                name="figure"
                label={t(of.length === 0 ? 'open-data.explore.figure' : 'open-data.explore.figure.more')}
                empty={t('open-data.explore.figure.none')}
                options={figureNames
                  .filter((one) => one !== 'count')
                  .map((one) => ({ value: one, label: t(`open-data.explore.figure.${one}`) }))}
                inSearch
              />
              <Select
                view={view}
                name="column"
                label={t('open-data.explore.figure.column')}
                empty={t('open-data.ingest.ask.column.none')}
                options={columnOptions(columns, () => true)}
                inSearch
              />
            </>
          )}
        </div>
      </FilterForm>
      <FilterChips
        view={view}
        filters={of.map((words) => ({
          label: figureTitle(view, columns, words),
          without: view.href(
            wayTo(table, '/groups', { ...groupsSaid(reply), of: of.filter((one) => one !== words), sort: null }),
          ),
        }))}
      />
    </div>
  )
}

function TakeAlong({ reply, view }: Props) {
  const { t } = view
  const { table, by, of } = reply
  const said = groupsSaid(reply)
  const figure = of.map(figureIn).find((one) => one?.is !== 'min' && one?.is !== 'max')
  const chart = by[0] && {
    x: by[0],
    figure: figure && figure.is !== 'count' ? figure.is : null,
    y: figure && figure.is !== 'count' ? figure.column : null,
    // Parts of dates and steps are too many to be drawn apart.
    split: by[1] && keyIn(by[1])?.by === 'value' ? by[1] : null,
  }
  return (
    <Section id="take" title={t('open-data.explore.take')}>
      <div class="actions">
        {chart && (
          <ButtonLink kind="quiet" href={view.href(wayTo(table, '/chart', chart))}>
            {t('open-data.explore.groups.chart')}
          </ButtonLink>
        )}
        {groupsFormats.map((format) => (
          <a
            key={format}
            href={view.href(wayTo(table, `/groups.${format}`, format === 'csv' ? { ...said, bom: 'yes' } : said))}
            rel="nofollow"
          >
            {t(`open-data.ingest.download.${format}`)}
          </a>
        ))}
      </div>
    </Section>
  )
}
