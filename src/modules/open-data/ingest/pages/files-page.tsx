import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import '#ui/components/custom-elements.ts'
import { Button } from '#ui/components/Button.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Measure } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { RowList } from '#ui/components/RowList.tsx'
import { Section } from '#ui/components/Section.tsx'
import { errorsOf } from '#ui/form-state.ts'
import { AddressHint } from '../../from-address/pages/address-hint.tsx'
import type { FilesView, VersionInList } from '../replies.ts'
import { DataFileField } from './data-file-field.tsx'
import { sizeInWords } from './size-in-words.ts'
import { VersionStatePill } from './version-state.tsx'
import { filesPath, WorkFrame } from './work-frame.tsx'

/** The files that were sent of a distribution, and the next one. */
export function FilesPage({ reply, view, form }: { reply: FilesView; view: View; form: FormState }) {
  const { t } = view
  const { dataset, distribution, versions, outside } = reply
  return (
    <WorkFrame view={view} reply={reply} title={distribution.title} lead={t('open-data.ingest.lead')}>
      {outside ? (
        <Notice title={t('open-data.ingest.outside')}>
          <p>{t('open-data.ingest.outside.text')}</p>
        </Notice>
      ) : dataset.waits ? (
        <Notice title={t('open-data.catalogue.describe.in-review')} />
      ) : (
        <Send reply={reply} view={view} form={form} />
      )}
      {(reply.fetched || !dataset.waits) && <AddressHint view={view} path={filesPath(reply)} isSet={reply.fetched} />}
      {versions.length > 0 && (
        <Section id="versions" title={t('open-data.ingest.versions')} note={t('open-data.ingest.versions.note')}>
          <RowList view={view} items={versions.map((version) => rowOf(version, reply, view))} />
        </Section>
      )}
    </WorkFrame>
  )
}

function Send({ reply, view, form }: { reply: FilesView; view: View; form: FormState }) {
  const { t } = view
  const errors = errorsOf(form, view)
  return (
    <Section
      id="send"
      title={t(reply.versions.length > 0 ? 'open-data.ingest.send.next' : 'open-data.ingest.send.first')}
    >
      <Measure>
        <punte-pieces
          class="stack"
          src={`/api/v1${filesPath(reply)}`}
          data-sending={t('open-data.ingest.pieces.sending')}
          data-waiting={t('open-data.ingest.pieces.waiting')}
          data-broken={t('open-data.ingest.pieces.broken')}
        >
          {reply.uploads.map(({ id, fileName, size, received }) => (
            <p key={id} hidden data-goes-on>
              {t('open-data.ingest.pieces.unended', {
                file: fileName,
                sent: sizeInWords(view, received),
                all: sizeInWords(view, size),
              })}
            </p>
          ))}
          <Form view={view} action={view.href(filesPath(reply))} errors={errors} multipart>
            <DataFileField view={view} error={errors?.file} mostBytes={reply.mostBytes} />
            <Button>{t('open-data.ingest.send.button')}</Button>
          </Form>
          <div hidden data-way>
            <progress max={1} value={0} aria-label={t('open-data.ingest.pieces.progress')} />
            <p data-so-far={t('open-data.ingest.pieces.so-far')} />
            <p role="status" />
          </div>
        </punte-pieces>
      </Measure>
    </Section>
  )
}

function rowOf(version: VersionInList, reply: FilesView, view: View) {
  const { t } = view
  const { seq, fileName, size, state, rows, rejected } = version
  const isRead = version.tables > 0
  return {
    title: t('open-data.ingest.version', { seq }),
    href: view.href(`${filesPath(reply)}/versions/${seq}`),
    meta: [
      fileName,
      sizeInWords(view, size),
      view.dateTime(version.createdAt),
      ...(isRead ? [t('open-data.ingest.rejected', { count: rejected })] : []),
    ].join(' · '),
    state: <VersionStatePill view={view} state={state} dataset={reply.dataset} />,
    ...(isRead && { number: { value: rows, of: t('open-data.ingest.rows-of', { count: rows }) } }),
  }
}
