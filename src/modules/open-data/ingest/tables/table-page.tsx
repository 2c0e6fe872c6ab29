import type { View } from '#kernel/i18n/view.ts'
import { Breadcrumb } from '#ui/components/Breadcrumb.tsx'
import { CopyLink } from '#ui/components/CopyLink.tsx'
import { Details } from '#ui/components/Details.tsx'
import { FilterChips } from '#ui/components/FilterChips.tsx'
import { FilterForm } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Wrap } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { HiddenField } from '#ui/components/OtherFields.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Pagination } from '#ui/components/Pagination.tsx'
import { Section } from '#ui/components/Section.tsx'
import { Select } from '#ui/components/Select.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { otherLang } from '#ui/other-lang.ts'
import { ExploreWays } from '../../explore/ways.tsx'
import { PublicBasisSection } from '../../guard/pages/public-basis-section.tsx'
import { TableMarks } from '../../recall/pages/version-marks.tsx'
import { sqlPath } from '../../sql/addresses.ts'
import { versionsPath } from '../../versions/addresses.ts'
import { VersionNotice } from '../../versions/pages/version-notice.tsx'
import { ColumnsTable } from '../pages/columns-table.tsx'
import { sizeInWords } from '../pages/size-in-words.ts'
import { datastorePath, nothingAsked, questionOf, tablePath } from './addresses.ts'
import { fileFormats } from './download-table.ts'
import { comparisons, type Filter, filterText } from './fields.ts'
import type { TableView } from './replies.ts'
import { RowsTable } from './rows-table.tsx'

interface Props {
  reply: TableView
  view: View
}

/** A table that an institution published: its rows, searched, filtered and sorted by plain links, and every way to take it along. */
export function TablePage({ reply, view }: Props) {
  const { t } = view
  const { title, sheet, dataset, institution, version } = reply
  const name = sheet ? t('open-data.ingest.title-and-sheet', { title, sheet }) : title
  return (
    <Page
      view={view}
      title={name}
      description={t('open-data.ingest.table.description', { title: dataset.title })}
      noindex={!version.isCurrent}
    >
      <Wrap>
        <Breadcrumb
          view={view}
          crumbs={[
            { path: '/data', label: t('open-data.ingest.data') },
            { path: `/data/${dataset.name}`, label: dataset.title, lang: dataset.titleLang },
          ]}
        />
        <div class="stack-wide">
          <Heading
            title={name}
            titleLang={otherLang(reply.titleLang, view)}
            lead={t('open-data.ingest.table.lead', { rows: version.rows, columns: reply.columns.length })}
            meta={t('open-data.ingest.table.from', {
              institution: institution.name,
              seq: version.seq,
              day: view.date(version.publishedAt),
            })}
          />
          {version.rejected > 0 && (
            <Notice kind="info" title={t('open-data.ingest.left-out.title', { count: version.rejected })}>
              <p>
                {t('open-data.ingest.left-out')} <a href="#download">{t('open-data.ingest.download')}</a>
              </p>
            </Notice>
          )}
          <TableMarks view={view} marks={reply.marks} dataset={dataset.name} />
          <VersionNotice reply={reply} view={view} />
          <ExploreWays view={view} table={{ id: reply.id, rows: reply.query }} />
          <Ask reply={reply} view={view} />
          {reply.wrong === null && <Rows reply={reply} view={view} />}
          <Files reply={reply} view={view} />
          <Programs reply={reply} view={view} />
          <PublicBasisSection basis={reply.basis} view={view} />
          <Section id="columns" title={t('open-data.ingest.columns')}>
            <ColumnsTable view={view} columns={reply.columns} />
          </Section>
        </div>
      </Wrap>
    </Page>
  )
}

function Ask({ reply, view }: Props) {
  const { t } = view
  const { id, query, columns, wrong, typed } = reply
  const errorAt = (field: 'column' | 'value') => (typed?.field === field ? typed.error : undefined)
  return (
    <div class="stack">
      <FilterForm
        view={view}
        action={view.href(`/data/tables/${id}`)}
        label={t('open-data.ingest.ask')}
        submit={t('open-data.ingest.ask.button')}
      >
        {query.version !== null && <HiddenField name="version" value={String(query.version)} />}
        {query.sort && <HiddenField name="sort" value={(query.sort.descending ? '-' : '') + query.sort.column} />}
        {query.filters.map((filter) => (
          <HiddenField key={filterText(filter)} name="filter" value={filterText(filter)} />
        ))}
        <TextField
          view={view}
          name="q"
          label={t('open-data.ingest.ask.words')}
          hint={t('open-data.ingest.ask.words.hint')}
          type="search"
          value={query.q ?? ''}
          inSearch
        />
        <Details summary={t('open-data.ingest.ask.filter')} open={wrong !== null || typed !== null}>
          <Select
            view={view}
            name="column"
            label={t('open-data.ingest.column')}
            empty={t('open-data.ingest.ask.column.none')}
            options={columns.map(({ name, title }) => ({ value: name, label: title }))}
            value={typed?.column ?? undefined}
            error={errorAt('column')}
            inSearch
          />
          <Select
            view={view}
            name="is"
            label={t('open-data.ingest.ask.is')}
            options={comparisons.map((one) => ({ value: one, label: t(`open-data.ingest.is.${one}`) }))}
            value={typed?.is ?? undefined}
            inSearch
          />
          <TextField
            view={view}
            name="value"
            label={t('open-data.ingest.ask.value')}
            hint={t('open-data.ingest.ask.value.hint')}
            value={typed?.value ?? ''}
            error={errorAt('value')}
            inSearch
          />
        </Details>
      </FilterForm>
      <FilterChips
        view={view}
        filters={chipsOf(reply, view)}
        clear={view.href(tablePath(id, { ...nothingAsked, version: query.version }))}
      />
      {wrong && typed === null && (
        <Notice kind="warning" title={t('open-data.ingest.ask.wrong')}>
          <p>{wrong}</p>
        </Notice>
      )}
    </div>
  )
}

function chipsOf({ id, query, columns }: TableView, view: View) {
  const { t } = view
  const words = ({ column, is, value }: Filter) => {
    const title = columns.find(({ name }) => name === column)?.title ?? column
    const comparison = t(`open-data.ingest.is.${is}`)
    return [title, comparison, value].filter(Boolean).join(' ')
  }
  return [
    ...(query.q === null
      ? []
      : [{ label: t('ui.quoted', { words: query.q }), without: view.href(tablePath(id, { ...query, q: null })) }]),
    ...query.filters.map((filter) => ({
      label: words(filter),
      without: view.href(tablePath(id, { ...query, filters: query.filters.filter((one) => one !== filter) })),
    })),
  ]
}

function Rows({ reply, view }: Props) {
  const { t } = view
  const { id, columns, items, total, page, pages, query } = reply
  const at = (other: number) => view.href(tablePath(id, query, other))
  return (
    <section class="stack" aria-labelledby="rows">
      <h2 id="rows">{t('open-data.ingest.found', { count: total })}</h2>
      {items.length === 0 ? (
        <p>{t('open-data.ingest.found.none')}</p>
      ) : (
        <RowsTable
          view={view}
          caption={t('open-data.ingest.found', { count: total })}
          columns={columns}
          rows={items}
          sorting={{
            by: query.sort,
            href: (column, descending) => view.href(tablePath(id, { ...query, sort: { column, descending } })),
          }}
        />
      )}
      {pages > 1 && <p class="soft">{t('open-data.ingest.page-of', { page, pages })}</p>}
      <Pagination view={view} next={page < pages ? at(page + 1) : undefined} first={page > 1 ? at(1) : undefined} />
    </section>
  )
}

/** What is seen, and what it was made of. */
function Files({ reply, view }: Props) {
  const { t } = view
  const { id, query, version } = reply
  const question = questionOf(query)
  const ofVersion = questionOf({ ...nothingAsked, version: query.version })
  const isPart = query.q !== null || query.filters.length > 0
  return (
    <Section
      id="download"
      title={t('open-data.ingest.download')}
      note={t(isPart ? 'open-data.ingest.download.part' : 'open-data.ingest.download.all')}
    >
      <ul>
        {fileFormats.map((format) => (
          <li key={format}>
            <a href={`/data/tables/${id}.${format}${question}`} rel="nofollow">
              {t(`open-data.ingest.download.${format}`)}
            </a>
          </li>
        ))}
        {version.original && (
          <li>
            <a href={`/data/tables/${id}/original${ofVersion}`} rel="nofollow">
              {t('open-data.ingest.download.original', {
                file: version.fileName,
                size: sizeInWords(view, version.size),
              })}
            </a>
          </li>
        )}
      </ul>
      <p>
        <a href={`/data/tables/${id}/schema.json${ofVersion}`} rel="nofollow">
          {t('open-data.versions.schema')}
        </a>
        {' · '}
        <a href={`/data/tables/${id}/csv-metadata.json${ofVersion}`} rel="nofollow">
          {t('open-data.versions.csvw')}
        </a>
      </p>
      <p>
        <a href={view.href(versionsPath(reply))}>{t('open-data.versions.all')}</a>
      </p>
      <p class="soft">
        SHA-256: <code class="break-anywhere">{version.sha256}</code>
      </p>
    </Section>
  )
}

/** The same as it is asked by programs. */
function Programs({ reply, view }: Props) {
  const { t } = view
  const { id, query, page } = reply
  const ckan = datastorePath(id, query, page)
  return (
    <Section id="api" title={t('open-data.ingest.api')} note={t('open-data.ingest.api.note')}>
      <CopyLink
        view={view}
        url={`${view.publicUrl}/api/v1${tablePath(id, query, page)}`}
        label={t('open-data.ingest.api.copy')}
      />
      <p>
        <a href={view.href(sqlPath({ table: id }))}>{t('open-data.sql.ask-table')}</a>
      </p>
      {ckan && (
        <>
          <p>{t('open-data.ingest.api.ckan')}</p>
          <CopyLink view={view} url={view.publicUrl + ckan} label={t('open-data.ingest.api.copy')} />
        </>
      )}
    </Section>
  )
}
