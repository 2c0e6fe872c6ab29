import type { ComponentChildren } from 'preact'
import type { View } from '#kernel/i18n/view.ts'
import { dotted } from '#ui/components/dotted.ts'
import { Notice } from '#ui/components/Notice.tsx'
import { Section } from '#ui/components/Section.tsx'
import { SummaryList } from '#ui/components/SummaryList.tsx'
import type { TableOfVersion, VersionView } from '../replies.ts'
import { RowsTable } from '../tables/rows-table.tsx'
import { ColumnsTable } from './columns-table.tsx'
import { delimiterInWords } from './delimiter-in-words.ts'
import { RejectsTable } from './rejects-table.tsx'
import { versionPath } from './work-frame.tsx'

const SHOWN = 10

/** Nothing is lost, and yet somebody should look. */
function OpenQuotes({ found, view }: { found: TableOfVersion['openQuotes']; view: View }) {
  const { t } = view
  return (
    <Notice kind="warning" title={t('open-data.ingest.open-quotes', { count: found.count })} level={3}>
      <p>{t('open-data.ingest.open-quotes.text')}</p>
      <ul>
        {found.first.map(({ line, column, value }) => (
          <li key={line}>
            {dotted([t('open-data.ingest.open-quotes.line', { line }), column])}:{' '}
            <code class="break-anywhere">{value}</code>
          </li>
        ))}
      </ul>
    </Notice>
  )
}

interface Props {
  table: TableOfVersion
  reply: VersionView
  view: View
  children?: ComponentChildren
}

/** One table of a file: how much of it was taken, its columns, its first rows, the first of what was not taken. */
export function ReadTable({ table, reply, view, children }: Props) {
  const { t } = view
  const { id, sheet, rows, rejected, columns, rejects } = table
  const report = `${versionPath(reply)}/rejects/${id}`
  const title = sheet ? t('open-data.ingest.sheet', { sheet }) : t('open-data.ingest.table')
  return (
    <Section id={`table-${id}`} title={title}>
      {table.hidden && (
        <Notice kind="warning" title={t('open-data.ingest.hidden')} level={3}>
          <p>{t('open-data.ingest.hidden.text')}</p>
        </Notice>
      )}
      <SummaryList
        view={view}
        rows={[
          ...(table.encoding ? [{ question: t('open-data.ingest.encoding'), answer: table.encoding }] : []),
          ...(table.delimiter
            ? [{ question: t('open-data.ingest.delimiter'), answer: delimiterInWords(view, table.delimiter) }]
            : []),
          { question: t('open-data.ingest.rows'), answer: view.number(rows) },
          { question: t('open-data.ingest.rejects'), answer: view.number(rejected) },
          { question: t('open-data.ingest.preamble'), answer: view.number(table.preamble) },
          { question: t('open-data.ingest.header-rows'), answer: view.number(table.headerRows) },
          { question: t('open-data.ingest.totals'), answer: view.number(table.totals) },
        ]}
      />
      <h3>{t('open-data.ingest.first-rows')}</h3>
      <RowsTable
        view={view}
        caption={t('open-data.ingest.first-rows')}
        columns={columns}
        rows={table.preview.map((cells, at) => ({ id: at + 1, cells }))}
      />
      {rejected > 0 && (
        <>
          <h3>{t('open-data.ingest.report')}</h3>
          <p>{t('open-data.ingest.report.lead', { count: rejected })}</p>
          <RejectsTable view={view} rejects={rejects.slice(0, SHOWN)} />
          <p>
            <a href={view.href(report)}>{t('open-data.ingest.report.all', { count: rejected })}</a>
          </p>
        </>
      )}
      {table.openQuotes.count > 0 && <OpenQuotes found={table.openQuotes} view={view} />}
      <h3>{t('open-data.ingest.columns')}</h3>
      <ColumnsTable view={view} columns={columns} />
      {children}
    </Section>
  )
}
