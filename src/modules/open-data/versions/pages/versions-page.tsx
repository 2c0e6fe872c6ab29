import type { View } from '#kernel/i18n/view.ts'
import { ColumnPage } from '#ui/components/ColumnPage.tsx'
import { dotted } from '#ui/components/dotted.ts'
import { Pagination } from '#ui/components/Pagination.tsx'
import { Pill } from '#ui/components/Pill.tsx'
import { sizeInWords } from '../../ingest/pages/size-in-words.ts'
import { changesPath, versionsFeedPath, versionsPath } from '../addresses.ts'
import type { TableOfVersion, VersionInHistory, VersionsView } from '../replies.ts'
import { ColumnChangesList } from './column-changes-list.tsx'

interface Props {
  reply: VersionsView
  view: View
}

/** What everybody has had of a file, the newest first: when, how much, what it changed, and every table as it was. */
export function VersionsPage({ reply, view }: Props) {
  const { t } = view
  const { dataset, distribution, items, next } = reply
  const path = versionsPath({ dataset, distribution: distribution.id })
  return (
    <ColumnPage
      view={view}
      title={t('open-data.versions.title', { title: distribution.title })}
      noindex={view.search !== ''}
      feed={{
        href: view.href(versionsFeedPath(dataset.name)),
        title: t('open-data.versions.feed.of', { title: dataset.title }),
      }}
      crumbs={[
        { path: '/data', label: t('open-data.ingest.data') },
        { path: `/data/${dataset.name}`, label: dataset.title },
      ]}
      lead={t('open-data.versions.lead')}
    >
      <p>
        <a href={view.href(versionsFeedPath(dataset.name))}>{t('open-data.versions.feed')}</a>
      </p>
      {items.length === 0 && <p>{t('open-data.versions.none')}</p>}
      {items.map((version) => (
        <Version key={version.seq} version={version} dataset={dataset.name} view={view} />
      ))}
      <Pagination
        view={view}
        next={next === null ? undefined : view.href(`${path}?below=${next}`)}
        first={view.search ? view.href(path) : undefined}
      />
    </ColumnPage>
  )
}

function Version({ version, dataset, view }: { version: VersionInHistory; dataset: string; view: View }) {
  const { t } = view
  const { seq, isCurrent, publishedAt, fileName, size, sha256, tables, recalled } = version
  return (
    <section class="section" aria-labelledby={`version-${seq}`}>
      <h2 id={`version-${seq}`}>
        {t('open-data.ingest.version', { seq })} {isCurrent && <Pill tone="good">{t('open-data.versions.now')}</Pill>}
        {recalled && <Pill tone="overdue">{t('open-data.versions.recalled')}</Pill>}
      </h2>
      <p class="section-note">
        {dotted([
          t('open-data.versions.published', { day: view.date(publishedAt) }),
          fileName,
          sizeInWords(view, size),
        ])}
      </p>
      {recalled && <Recalled recalled={recalled} dataset={dataset} view={view} />}
      {tables.length > 0 && (
        <ul class="rows">
          {tables.map((table) => (
            <TableRow key={table.id} table={table} version={version} view={view} />
          ))}
        </ul>
      )}
      <p class="soft">
        SHA-256: <code class="break-anywhere">{sha256}</code>
      </p>
    </section>
  )
}

/** What is left of a version that must not be had any more: when and why. */
function Recalled({
  recalled,
  dataset,
  view,
}: {
  recalled: NonNullable<VersionInHistory['recalled']>
  dataset: string
  view: View
}) {
  const { t } = view
  return (
    <>
      <p>
        {t('open-data.versions.recalled.at', {
          day: view.date(recalled.at),
          reason: t(`open-data.recall.because.${recalled.reason}`),
        })}
      </p>
      <p>{recalled.text}</p>
      <p>
        <a href={view.href(`/data/${dataset}/corrections`)}>{t('open-data.versions.recalled.all')}</a>
      </p>
    </>
  )
}

function TableRow({ table, version, view }: { table: TableOfVersion; version: VersionInHistory; view: View }) {
  const { t } = view
  const { id, sheet, rows, columns, since } = table
  const { seq } = version
  const name = sheet || t('open-data.ingest.table')
  return (
    <li class="row">
      <h3 class="row-title">
        <a href={view.href(`/data/tables/${id}?version=${seq}`)}>{name}</a>
      </h3>
      <p class="row-meta">
        {dotted([t('open-data.catalogue.rows', { count: rows }), t('open-data.catalogue.columns', { count: columns })])}
      </p>
      {since && (
        <>
          <p>
            {since.rows
              ? t('open-data.versions.since', { seq: since.seq, ...since.rows })
              : t('open-data.versions.since.uncounted', { seq: since.seq })}{' '}
            <a href={view.href(changesPath(id, { from: since.seq, to: seq }))} rel="nofollow">
              {t('open-data.versions.changes')}
              <span class="ds-sr-only">
                : {name}, {t('open-data.ingest.version', { seq })}
              </span>
            </a>
          </p>
          <ColumnChangesList view={view} changes={since.columns} />
        </>
      )}
      <p>
        {(['csv', 'xlsx', 'parquet'] as const).map((format, at) => (
          <>
            {at > 0 && ' · '}
            <a key={format} href={`/data/tables/${id}.${format}?version=${seq}`} rel="nofollow">
              {format.toUpperCase()}
              <span class="ds-sr-only">
                : {name}, {t('open-data.ingest.version', { seq })}
              </span>
            </a>
          </>
        ))}
      </p>
    </li>
  )
}
