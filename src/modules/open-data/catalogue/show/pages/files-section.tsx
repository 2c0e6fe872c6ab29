import type { Lang } from '#kernel/i18n/lang.ts'
import type { View } from '#kernel/i18n/view.ts'
import { dotted } from '#ui/components/dotted.ts'
import { Section } from '#ui/components/Section.tsx'
import { otherLang } from '#ui/other-lang.ts'
import { datasetPath } from '../../dataset-path.ts'
import type { DatasetFile, DatasetView } from '../replies.ts'

/** What can be had of a dataset: tables that are read here, and what lies elsewhere. */
export function FilesSection({ dataset, view }: { dataset: DatasetView; view: View }) {
  const { t } = view
  return (
    <Section id="files" title={t('open-data.catalogue.files')}>
      {dataset.files.length === 0 ? (
        <p>{t('open-data.catalogue.files.none')}</p>
      ) : (
        <ul class="rows">
          {dataset.files.map((file) => (
            <FileRow key={file.id} dataset={dataset} file={file} view={view} />
          ))}
        </ul>
      )}
    </Section>
  )
}

function FileRow({ dataset, file, view }: { dataset: DatasetView; file: DatasetFile; view: View }) {
  const { t } = view
  const { title, description, format, url, licence, tables, published } = file
  const titleLang = otherLang(title.lang, view)
  const of = <Of text={title.text} lang={titleLang} />
  return (
    <li class="row">
      {/* Beside it there is room for a number alone. */}
      <div>
        <h3 class="row-title" lang={titleLang}>
          {title.text}
        </h3>
        <p class="row-meta">{dotted([format?.name, licence?.name])}</p>
        {description && <p lang={otherLang(description.lang, view)}>{description.text}</p>}
        {tables.map(({ id, sheet, rows, columns }) => (
          <p key={id}>
            <a href={view.href(`/data/tables/${id}`)}>
              {sheet === '' ? t('open-data.catalogue.table') : t('open-data.catalogue.table.of', { sheet })}
              {sheet === '' && of}
            </a>{' '}
            {dotted([
              t('open-data.catalogue.rows', { count: rows }),
              t('open-data.catalogue.columns', { count: columns }),
            ])}
            {' · '}
            <a href={`/data/tables/${id}.csv`} rel="nofollow">
              CSV{sheet === '' ? of : <Of text={sheet} />}
            </a>
            {' · '}
            <a href={`/data/tables/${id}.xlsx`} rel="nofollow">
              XLSX{sheet === '' ? of : <Of text={sheet} />}
            </a>
            {' · '}
            <a href={view.href(`/data/tables/${id}/chart`)} rel="nofollow">
              {t('open-data.explore.way.chart')}
              {sheet === '' ? of : <Of text={sheet} />}
            </a>
          </p>
        ))}
        {url && (
          <p>
            <a href={url} rel="noopener">
              {t('open-data.catalogue.outside', { host: new URL(url).hostname })}
              {of}
            </a>
          </p>
        )}
        {file.recalled && (
          <p class="soft">
            <a href={view.href(`${datasetPath(dataset)}/corrections`)}>{t('open-data.recall.file')}</a>
          </p>
        )}
        {!published && !file.recalled && (
          <p class="soft">
            {t(
              dataset.accessRights === 'PUBLIC'
                ? 'open-data.catalogue.file.waits'
                : 'open-data.catalogue.file.not-given',
            )}
          </p>
        )}
      </div>
    </li>
  )
}

/** Of which file a link is, for who hears the links alone. */
function Of({ text, lang }: { text: string; lang?: Lang | undefined }) {
  return (
    <span class="ds-sr-only">
      : <span lang={lang}>{text}</span>
    </span>
  )
}
