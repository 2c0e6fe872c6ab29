import type { View } from '#kernel/i18n/view.ts'
import { CopyLink } from '#ui/components/CopyLink.tsx'
import { dotted } from '#ui/components/dotted.ts'
import { Notice } from '#ui/components/Notice.tsx'
import { Pagination } from '#ui/components/Pagination.tsx'
import { Section } from '#ui/components/Section.tsx'
import { cellInWords, isNumeric } from '../../ingest/tables/cell-in-words.ts'
import { ckanSqlPath, sqlPath } from '../addresses.ts'
import { answerFormats } from '../download-answer.ts'
import type { SqlAnswerView, SqlView } from '../replies.ts'

interface Props {
  reply: SqlView
  answer: SqlAnswerView
  view: View
}

/** The rows that were asked for, every way to take them along, and an address that goes on giving the same. */
export function AnswerSection({ reply, answer, view }: Props) {
  const { t } = view
  const { q, table } = reply
  const { total, truncated, page, pages, milliseconds } = answer
  const at = (other: number) => view.href(sqlPath({ q, table: table?.id ?? null, page: other }))
  return (
    <>
      <section class="stack" aria-labelledby="answer">
        <h2 id="answer">{t(truncated ? 'open-data.sql.found.first' : 'open-data.sql.found', { count: total })}</h2>
        <p class="soft">
          {dotted([
            t('open-data.sql.took', { milliseconds }),
            ...(pages > 1 ? [t('open-data.sql.page-of', { page, pages })] : []),
          ])}
        </p>
        {truncated && <p>{t('open-data.sql.truncated')}</p>}
        {total > 0 && <AnswerTable answer={answer} view={view} />}
        <Pagination view={view} next={page < pages ? at(page + 1) : undefined} first={page > 1 ? at(1) : undefined} />
      </section>
      <Conflicts answer={answer} view={view} />
      <Files reply={reply} answer={answer} view={view} />
    </>
  )
}

/** Licences that do not let what was merged be passed on. */
function Conflicts({ answer: { licenceConflicts }, view }: Pick<Props, 'answer' | 'view'>) {
  const { t } = view
  if (licenceConflicts.length === 0) return null
  return (
    <Notice kind="warning" title={t('open-data.sql.licences')}>
      {licenceConflicts.map(({ why, licences }) => (
        <p key={why}>{t(`open-data.sql.licences.${why}`, { licences: view.list(licences.map(({ name }) => name)) })}</p>
      ))}
      <p>{t('open-data.sql.licences.note')}</p>
    </Notice>
  )
}

function AnswerTable({ answer, view }: Pick<Props, 'answer' | 'view'>) {
  const { t } = view
  const { columns, items, total } = answer
  const caption = t('open-data.sql.found', { count: total })
  return (
    <section class="table-scroll" aria-label={caption} tabindex={0}>
      <table class="ds-table table table-data">
        <caption class="ds-sr-only">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ name, type }) => (
              <th key={name} scope="col" class={isNumeric(asColumn(type)) ? 'table-numeric' : undefined}>
                {name} <span class="table-type">{t(`open-data.sql.type.${type}`)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((cells, row) => (
            <tr key={row}>
              {columns.map(({ name, type }, at) => (
                <td key={name} class={isNumeric(asColumn(type)) ? 'table-numeric' : undefined}>
                  {cellInWords(view, { name, title: name, type: asColumn(type) }, cells[at] ?? null)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

type AnswerType = SqlAnswerView['columns'][number]['type']

function asColumn(type: AnswerType): Exclude<AnswerType, 'json'> {
  return type === 'json' ? 'string' : type
}

function Files({ reply, answer, view }: Props) {
  const { t } = view
  const { q } = reply
  const { pinned, tables } = answer
  return (
    <>
      <Section id="download" title={t('open-data.sql.download')} note={t('open-data.sql.download.note')}>
        <ul>
          {Object.keys(answerFormats).map((format) => (
            <li key={format}>
              <a href={sqlPath({ q, bom: format === 'csv' }, `.${format}`)} rel="nofollow">
                {format.toUpperCase()}
              </a>
            </li>
          ))}
        </ul>
      </Section>
      <Section id="link" title={t('open-data.sql.link')} note={t('open-data.sql.link.note')}>
        <CopyLink
          view={view}
          url={view.publicUrl + view.href(sqlPath({ q: pinned }))}
          label={t('open-data.sql.link.copy')}
        />
        {tables.length > 0 && (
          <ul>
            {tables.map(({ id, title, sheet, dataset, seq, rows }) => (
              <li key={`${id}@${seq}`}>
                <a href={view.href(`/data/tables/${id}?version=${seq}`)}>{dotted([dataset.title, title, sheet])}</a>,{' '}
                {t('open-data.sql.version', { seq, rows })}
              </li>
            ))}
          </ul>
        )}
        <p>{t('open-data.sql.api')}</p>
        <CopyLink view={view} url={`${view.publicUrl}/api/v1${sqlPath({ q })}`} label={t('open-data.sql.link.copy')} />
        <p>{t('open-data.sql.api.ckan')}</p>
        <CopyLink view={view} url={view.publicUrl + ckanSqlPath(q ?? '')} label={t('open-data.sql.link.copy')} />
      </Section>
    </>
  )
}
