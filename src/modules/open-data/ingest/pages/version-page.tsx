import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button, ButtonLink } from '#ui/components/Button.tsx'
import { Checkbox } from '#ui/components/Choices.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Measure } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Section } from '#ui/components/Section.tsx'
import { SummaryList } from '#ui/components/SummaryList.tsx'
import { errorsOf, ticked } from '#ui/form-state.ts'
import { FindingsSection } from '../../guard/pages/findings-section.tsx'
import { VersionActs } from '../../recall/pages/version-acts.tsx'
import { DriftSection } from '../../versions/pages/drift-section.tsx'
import { KeyForm } from '../../versions/pages/key-form.tsx'
import type { VersionView } from '../replies.ts'
import { delimiterInWords } from './delimiter-in-words.ts'
import { ReadTable } from './read-table.tsx'
import { ReadingForm } from './reading-form.tsx'
import { sizeInWords } from './size-in-words.ts'
import { VersionStatePill } from './version-state.tsx'
import { WhatNext } from './what-next.tsx'
import { versionPath, WorkFrame } from './work-frame.tsx'

interface Props {
  reply: VersionView
  view: View
  form: FormState
}

/** What came of a file: how it was read, what was not taken, what it looks like; then to publish it, or to have it read otherwise. */
export function VersionPage({ reply, view, form }: Props) {
  const { t } = view
  const { dataset, seq, state, tables, may } = reply
  return (
    <WorkFrame
      view={view}
      reply={reply}
      title={t('open-data.ingest.version', { seq })}
      meta={[reply.fileName, sizeInWords(view, reply.size), view.dateTime(reply.createdAt)].join(' · ')}
      inside
    >
      {dataset.waits && <Notice title={t('open-data.catalogue.describe.in-review')} />}
      {dataset.accessRights !== 'PUBLIC' && <Notice title={t('open-data.ingest.not-public')} />}
      <State reply={reply} view={view} />
      {reply.format && <How reply={reply} view={view} />}
      {tables.map((table) => (
        <ReadTable key={table.id} table={table} reply={reply} view={view}>
          {may.overrule && <KeyForm table={table} path={versionPath(reply)} view={view} form={form} />}
        </ReadTable>
      ))}
      {may.overrule && (
        <Section
          id="reading"
          title={t('open-data.ingest.overrule')}
          note={t(
            state === 'published' || state === 'superseded'
              ? 'open-data.ingest.overrule.next'
              : 'open-data.ingest.overrule.note',
          )}
        >
          <ReadingForm reply={reply} view={view} form={form} />
        </Section>
      )}
      {/* What is decided comes after what can still be mended. */}
      {may.publish && <DriftSection drift={reply.drift} view={view} />}
      {tables.length > 0 && <FindingsSection guard={reply.guard} path={versionPath(reply)} view={view} form={form} />}
      {may.publish && tables.length > 0 && <Publish reply={reply} view={view} form={form} />}
      <VersionActs view={view} path={versionPath(reply)} version={reply} />
    </WorkFrame>
  )
}

function State({ reply, view }: Pick<Props, 'reply' | 'view'>) {
  const { t } = view
  const { state, failure, progress, publishedAt, dataset } = reply
  if (state === 'waiting' || state === 'reading')
    return (
      <Notice title={t(`open-data.ingest.notice.${state}`)}>
        <p>{t('open-data.ingest.notice.progress', { lines: progress })}</p>
        <p>
          <ButtonLink kind="quiet" href={view.href(versionPath(reply))}>
            {t('open-data.ingest.refresh')}
          </ButtonLink>
        </p>
      </Notice>
    )
  if (state === 'failed')
    return (
      <Notice kind="danger" title={t('open-data.ingest.notice.failed')}>
        <p>{failure}</p>
        <p>{t('open-data.ingest.notice.failed.next')}</p>
      </Notice>
    )
  // What was taken down or followed by another is not ready any more.
  const ready = state === 'published' && !dataset.public
  return (
    <div class="stack">
      <p>
        <VersionStatePill view={view} state={state} dataset={dataset} />
      </p>
      {publishedAt && (dataset.public || ready) && (
        <p class="soft">
          {t(dataset.public ? 'open-data.ingest.published-at' : 'open-data.ingest.released-at', {
            when: view.dateTime(publishedAt),
          })}
        </p>
      )}
      {ready && !dataset.waits && dataset.own && (
        <p>
          <a href={view.href(`/work/data/${dataset.name}`)}>{t('open-data.ingest.publish.dataset')}</a>
        </p>
      )}
      <WhatNext reply={reply} view={view} />
    </div>
  )
}

function How({ reply, view }: Pick<Props, 'reply' | 'view'>) {
  const { t } = view
  const { format, encoding, delimiter, sha256 } = reply
  return (
    <Section id="how" title={t('open-data.ingest.how')}>
      <SummaryList
        view={view}
        rows={[
          { question: t('open-data.ingest.format'), answer: format },
          ...(encoding ? [{ question: t('open-data.ingest.encoding'), answer: encoding }] : []),
          ...(delimiter
            ? [{ question: t('open-data.ingest.delimiter'), answer: delimiterInWords(view, delimiter) }]
            : []),
          { question: 'SHA-256', answer: <code class="break-anywhere">{sha256}</code> },
        ]}
      />
    </Section>
  )
}

function Publish({ reply, view, form }: Props) {
  const { t } = view
  const action = view.href(`${versionPath(reply)}/publication`)
  const mine = view.returned && view.href(view.returned.action) === action
  const errors = mine ? errorsOf(form, view) : undefined
  return (
    <Section id="publish" title={t('open-data.ingest.publish')}>
      <Measure>
        <Notice kind="warning" title={t('open-data.ingest.personal')} level={3}>
          <p>{t('open-data.ingest.personal.text')}</p>
        </Notice>
        <Form view={view} action={action} errors={errors} scope="publish" hidden={{ readAt: reply.readAt ?? '' }}>
          <Checkbox
            view={view}
            name="noPersonalData"
            label={t('open-data.ingest.no-personal-data')}
            error={errors?.noPersonalData}
            checked={mine ? ticked(form, 'noPersonalData') : false}
            required
          />
          {reply.drift?.mustBeSeen && (
            <Checkbox
              view={view}
              name="driftSeen"
              label={t('open-data.versions.drift.seen')}
              error={errors?.driftSeen}
              checked={mine ? ticked(form, 'driftSeen') : false}
              required
            />
          )}
          <Button>{t('open-data.ingest.publish.button', { seq: reply.seq })}</Button>
        </Form>
        {!reply.dataset.public && <p class="soft">{t('open-data.ingest.publish.not-yet')}</p>}
      </Measure>
    </Section>
  )
}
