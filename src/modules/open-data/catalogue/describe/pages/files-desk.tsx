import type { View } from '#kernel/i18n/view.ts'
import { Actions, Button, ButtonLink } from '#ui/components/Button.tsx'
import { dotted } from '#ui/components/dotted.ts'
import { Form } from '#ui/components/Form.tsx'
import { Section } from '#ui/components/Section.tsx'
import { otherLang } from '#ui/other-lang.ts'
import type { DatasetDesk } from '../replies.ts'

/** Files and addresses in their order, with what can be done with each. */
export function FilesDesk({ reply, view }: { reply: DatasetDesk; view: View }) {
  const { t } = view
  const path = reply.path
  return (
    <Section id="files" title={t('open-data.catalogue.files')}>
      {reply.files.length === 0 ? (
        <p>{t('open-data.catalogue.describe.files.none')}</p>
      ) : (
        <ol class="rows">
          {reply.files.map((file, at) => (
            <FileRow key={file.id} {...{ reply, view, file, at }} />
          ))}
        </ol>
      )}
      {reply.may.change && (
        <Actions>
          <ButtonLink kind="quiet" href={view.href(`${path}/new-file`)}>
            {t('open-data.ingest.begin.add')}
          </ButtonLink>
          <ButtonLink kind="quiet" href={view.href(`${path}/distributions`)}>
            {t('open-data.catalogue.describe.file.add')}
          </ButtonLink>
        </Actions>
      )}
    </Section>
  )
}

interface RowProps {
  reply: DatasetDesk
  view: View
  file: DatasetDesk['files'][number]
  at: number
}

function FileRow({ reply, view, file, at }: RowProps) {
  const { t } = view
  const { id, title, format, url, published, version } = file
  const tables = reply.preview.files.find((shown) => shown.id === id)?.tables ?? []
  const path = reply.path
  const of = <span class="ds-sr-only">: {title.text}</span>
  return (
    <li class="row">
      {/* Beside it there is room for a number alone. */}
      <div>
        <h3 class="row-title" lang={otherLang(title.lang, view)}>
          {title.text}
        </h3>
        <p class="row-meta">
          {dotted([format, url && new URL(url).hostname, !published && t('open-data.catalogue.describe.file.empty')])}
        </p>
        {tables.map(({ id: table, sheet, rows, columns }) => (
          <p key={table} class="row-meta">
            {dotted([
              sheet,
              t('open-data.catalogue.rows', { count: rows }),
              t('open-data.catalogue.columns', { count: columns }),
            ])}
          </p>
        ))}
        <Actions>
          {version !== null && (
            <a href={view.href(`/work/data/${reply.name}/files/${id}/versions/${version}`)}>
              {t('open-data.catalogue.describe.file.data', { version })}
              {of}
            </a>
          )}
          {reply.own && url === null && (
            <a href={view.href(`${path}/files/${id}`)}>
              {t('open-data.catalogue.describe.file.versions')}
              {of}
            </a>
          )}
          {reply.may.change && (
            <a href={view.href(`${path}/distributions/${id}`)}>
              {t('open-data.catalogue.describe.file.change')}
              {of}
            </a>
          )}
          {reply.may.change && at > 0 && (
            <Form
              view={view}
              action={view.href(`${path}/distributions/${id}/place`)}
              hidden={{ to: 'up' }}
              scope={`up-${id}`}
            >
              <Button kind="quiet">
                {t('open-data.catalogue.describe.file.up')}
                {of}
              </Button>
            </Form>
          )}
        </Actions>
      </div>
    </li>
  )
}
