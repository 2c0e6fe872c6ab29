import type { View } from '#kernel/i18n/view.ts'
import { Breadcrumb } from '#ui/components/Breadcrumb.tsx'
import { CopyLink } from '#ui/components/CopyLink.tsx'
import { FilterForm } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Wrap } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Pagination } from '#ui/components/Pagination.tsx'
import { Section } from '#ui/components/Section.tsx'
import { Select } from '#ui/components/Select.tsx'
import { changesPath, changesQuestion, versionsPath } from '../addresses.ts'
import { changeKinds } from '../compare/compare-tables.ts'
import { changesFormats } from '../compare/export-changes.ts'
import type { ChangesView } from '../replies.ts'
import { ChangedRowsTable } from './changed-rows-table.tsx'
import { ColumnChangesList } from './column-changes-list.tsx'

interface Props {
  reply: ChangesView
  view: View
}

/** What differs between two versions of a table: columns, how many rows, and which, with the cells that changed marked. */
export function ChangesPage({ reply, view }: Props) {
  const { t } = view
  const { table, title, sheet, dataset, from, to } = reply
  const name = sheet ? t('open-data.ingest.title-and-sheet', { title, sheet }) : title
  const heading =
    from === null ? t('open-data.versions.changes.of', { title: name }) : t('open-data.versions.between', { from, to })
  return (
    <Page view={view} title={`${heading}: ${name}`} noindex>
      <Wrap>
        <Breadcrumb
          view={view}
          crumbs={[
            { path: '/data', label: t('open-data.ingest.data') },
            { path: `/data/${dataset.name}`, label: dataset.title },
            { path: `/data/tables/${table}`, label: name },
            { path: versionsPath(reply), label: t('open-data.ingest.versions') },
          ]}
        />
        <div class="stack-wide">
          <Heading title={heading} lead={leadOf(reply, view)} />
          <Choose reply={reply} view={view} />
          {from === null && <Notice title={t('open-data.versions.first')} />}
          <How reply={reply} view={view} />
          <Columns reply={reply} view={view} />
          <Rows reply={reply} view={view} />
          <Files reply={reply} view={view} />
        </div>
      </Wrap>
    </Page>
  )
}

function leadOf({ rows }: ChangesView, { t }: View): string | undefined {
  if (!rows) return undefined
  if (rows.added + rows.removed + rows.changed === 0) return t('open-data.versions.same')
  return t('open-data.versions.lead.counts', { ...rows })
}

function Choose({ reply, view }: Props) {
  const { t } = view
  const { table, versions, from, to } = reply
  if (versions.length < 2) return null
  const options = versions.map((seq) => ({ value: String(seq), label: t('open-data.ingest.version', { seq }) }))
  return (
    <FilterForm
      view={view}
      action={view.href(changesPath(table))}
      label={t('open-data.versions.choose')}
      submit={t('open-data.versions.choose.button')}
    >
      <Select
        view={view}
        name="from"
        label={t('open-data.versions.choose.from')}
        value={from === null ? '' : String(from)}
        options={options}
        inSearch
      />
      <Select
        view={view}
        name="to"
        label={t('open-data.versions.choose.to')}
        value={String(to)}
        options={options}
        inSearch
      />
    </FilterForm>
  )
}

/** How it is known which row of one version is which of the other. */
function How({ reply: { key }, view }: Props) {
  const { t } = view
  if (!key) return null
  const columns = key.columns.map(({ title }) => title).join(', ')
  return (
    <div class="stack">
      <p class="soft">{t(`open-data.versions.key.${key.how}`, { columns })}</p>
      {key.notUnique && <p class="soft">{t('open-data.versions.key.not-unique')}</p>}
    </div>
  )
}

function Columns({ reply: { columns }, view }: Props) {
  if (!columns) return null
  const { added, removed, retyped, otherUnit, moved } = columns.changes
  if (added.length + removed.length + retyped.length + otherUnit.length === 0 && !moved) return null
  return (
    <Section id="columns" title={view.t('open-data.versions.columns')}>
      <ColumnChangesList view={view} changes={columns.changes} />
    </Section>
  )
}

function Rows({ reply, view }: Props) {
  const { t } = view
  const { table, rows, from, to, kind, page, pages, items } = reply
  if (!rows || from === null || rows.added + rows.removed + rows.changed === 0) return null
  const at = (other: { kind: string; page?: number }) => view.href(changesPath(table, { from, to, ...other }))
  return (
    <Section id="rows" title={t('open-data.versions.rows')}>
      <ul aria-label={t('open-data.versions.kinds')}>
        {changeKinds.map((one) => (
          <li key={one}>
            {one === kind ? (
              <strong>{t(`open-data.versions.kind.${one}`, { count: rows[one] })}</strong>
            ) : (
              <a href={`${at({ kind: one })}#rows`} rel="nofollow">
                {t(`open-data.versions.kind.${one}`, { count: rows[one] })}
              </a>
            )}
          </li>
        ))}
      </ul>
      {items.length === 0 ? (
        <p>{t('open-data.versions.kind.none')}</p>
      ) : (
        <ChangedRowsTable
          reply={reply}
          view={view}
          caption={t(`open-data.versions.kind.${kind}`, { count: rows[kind] })}
        />
      )}
      {pages > 1 && <p class="soft">{t('open-data.ingest.page-of', { page, pages })}</p>}
      <Pagination
        view={view}
        next={page < pages ? at({ kind, page: page + 1 }) : undefined}
        first={page > 1 ? at({ kind }) : undefined}
      />
    </Section>
  )
}

function Files({ reply, view }: Props) {
  const { t } = view
  const { table, from, to, kind, page } = reply
  if (from === null) return null
  return (
    <Section id="download" title={t('open-data.ingest.download')} note={t('open-data.versions.download.note')}>
      <ul>
        {changesFormats.map((format) => (
          <li key={format}>
            <a href={`/data/tables/${table}/changes.${format}${changesQuestion({ from, to })}`} rel="nofollow">
              {t(`open-data.ingest.download.${format}`)}
            </a>
          </li>
        ))}
      </ul>
      <CopyLink
        view={view}
        url={`${view.publicUrl}/api/v1${changesPath(table, { from, to, kind, ...(page > 1 && { page }) })}`}
        label={t('open-data.ingest.api.copy')}
      />
    </Section>
  )
}
