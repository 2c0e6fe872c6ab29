import type { ComponentChildren } from 'preact'
import type { View } from '#kernel/i18n/view.ts'
import { Breadcrumb } from '#ui/components/Breadcrumb.tsx'
import { FilterChips } from '#ui/components/FilterChips.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Wrap } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { type OpenGraph, Page } from '#ui/components/Page.tsx'
import { Errata } from '../recall/pages/errata.tsx'
import { wayTo } from './addresses.ts'
import { columnTitle } from './in-words.ts'
import type { AboutTable } from './replies.ts'
import { ExploreWays, type Way } from './ways.tsx'

interface Props {
  view: View
  table: AboutTable
  way: Way
  title: string
  lead: string
  /** What of this way is asked, so that it stays when a filter is taken off. */
  said: Parameters<typeof wayTo>[2]
  wrong: string | null
  openGraph?: OpenGraph
  children: ComponentChildren
}

/** A table looked at in one of the ways that are not its rows: where one is, which rows are meant, and the other ways. */
export function ExplorePage({ view, table, way, title, lead, said, wrong, openGraph, children }: Props) {
  const { t } = view
  const { dataset, institution, version } = table
  const name = nameOf(table, view)
  return (
    <Page
      view={view}
      title={`${title}: ${name}`}
      description={t('open-data.explore.description', { title: dataset.title })}
      openGraph={openGraph}
    >
      <Wrap>
        <Breadcrumb
          view={view}
          crumbs={[
            { path: '/data', label: t('open-data.ingest.data') },
            { path: `/data/${dataset.name}`, label: dataset.title, lang: dataset.titleLang },
            { path: wayTo(table), label: name, lang: table.titleLang },
          ]}
        />
        <div class="stack-wide">
          <Heading
            title={title}
            lead={lead}
            meta={t('open-data.ingest.table.from', {
              institution: institution.name,
              seq: version.seq,
              day: view.date(version.publishedAt),
            })}
          />
          <div class="stack">
            <ExploreWays view={view} table={table} here={way} />
            <RowsChosen view={view} table={table} way={way} said={said} />
            {!version.current && <OldVersion view={view} table={table} way={way} said={said} />}
            <Errata view={view} errata={table.errata} />
            {wrong && (
              <Notice kind="warning" title={t('open-data.ingest.ask.wrong')}>
                <p>{wrong}</p>
              </Notice>
            )}
          </div>
          {children}
        </div>
      </Wrap>
    </Page>
  )
}

/** Of a table among those of its file. */
export function nameOf({ title, sheet }: Pick<AboutTable, 'title' | 'sheet'>, { t }: Pick<View, 't'>): string {
  return sheet ? t('open-data.ingest.title-and-sheet', { title, sheet }) : title
}

type Chosen = Pick<Props, 'view' | 'table' | 'way' | 'said'>

interface RowsOf extends Pick<AboutTable, 'id' | 'rows'> {
  columns: Pick<AboutTable['columns'][number], 'name' | 'title'>[]
}

/** Words and filters that are on; each is taken off by a link to the same view. */
export function RowsChosen({ view, table, way, said }: Omit<Chosen, 'table'> & { table: RowsOf }) {
  const { t } = view
  const { rows, columns } = table
  const without = (less: Partial<AboutTable['rows']>) =>
    view.href(wayTo({ ...table, rows: { ...rows, ...less } }, `/${way}`, said))
  const filters = [
    ...(rows.q === null ? [] : [{ label: t('ui.quoted', { words: rows.q }), without: without({ q: null }) }]),
    ...rows.filters.map((filter) => ({
      label: [columnTitle(columns, filter.column), t(`open-data.ingest.is.${filter.is}`), filter.value]
        .filter(Boolean)
        .join(' '),
      without: without({ filters: rows.filters.filter((one) => one !== filter) }),
    })),
  ]
  return <FilterChips view={view} filters={filters} clear={without({ q: null, filters: [] })} />
}

function OldVersion({ view, table, way, said }: Chosen) {
  const { t } = view
  const now = { ...table, rows: { ...table.rows, version: null } }
  return (
    <Notice kind="info" title={t('open-data.explore.old', { seq: table.version.seq })}>
      <p>
        <a href={view.href(wayTo(now, `/${way}`, said))}>{t('open-data.explore.old.now')}</a>
      </p>
    </Notice>
  )
}
