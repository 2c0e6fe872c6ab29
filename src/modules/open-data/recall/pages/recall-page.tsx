import { LangField } from '#commons/people/lang-field.tsx'
import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Radios } from '#ui/components/Choices.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Measure } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import { recallReasons } from '../recall.ts'
import type { RecallView } from '../replies.ts'
import { crumbsOf, pathOfVersion } from './crumbs.ts'

interface Props {
  reply: RecallView
  view: View
  form: FormState
}

/** What goes and what everybody gets instead, said before it is done; then why. */
export function RecallPage({ reply, view, form }: Props) {
  const { t } = view
  const { way, seq } = reply
  return (
    <WorkPage
      view={view}
      title={t(way === 'delete' ? 'open-data.recall.delete.title' : 'open-data.recall.title', { seq })}
      meta={[reply.distribution.title, reply.institution].join(' · ')}
      crumbs={crumbsOf(reply, view)}
    >
      <Measure>
        <div class="stack-wide">
          {way === null && (
            <Notice kind="success" title={t('open-data.recall.done')}>
              <p>{t('open-data.recall.done.text')}</p>
              <p>
                <a href={view.href(`/data/${reply.dataset.name}/corrections`)}>{t('open-data.recall.gone.more')}</a>
              </p>
            </Notice>
          )}
          {way === 'delete' && <Delete reply={reply} view={view} form={form} />}
          {way === 'recall' && <Recall reply={reply} view={view} form={form} />}
        </div>
      </Measure>
    </WorkPage>
  )
}

function Delete({ reply, view }: Props) {
  const { t } = view
  if (reply.as === 'administrator') return <p>{t('open-data.recall.delete.theirs')}</p>
  return (
    <Form view={view} action={view.href(`${pathOfVersion(reply)}/deletion`)}>
      <p>{t('open-data.recall.delete.text')}</p>
      <Button kind="danger">{t('open-data.recall.delete.button', { seq: reply.seq })}</Button>
    </Form>
  )
}

function Recall({ reply, view, form }: Props) {
  const { t } = view
  const errors = errorsOf(form, view)
  return (
    <>
      <Consequences reply={reply} view={view} />
      <Form view={view} action={view.href(view.path)} errors={errors}>
        <Radios
          view={view}
          name="reason"
          label={t('open-data.recall.reason')}
          error={errors?.reason}
          value={typed(form, 'reason')}
          choices={recallReasons.map((reason) => ({
            value: reason,
            label: t(`open-data.recall.reason.${reason}`),
            hint: t(`open-data.recall.reason.${reason}.hint`),
          }))}
        />
        <TextArea
          view={view}
          name="text"
          label={t('open-data.recall.text')}
          hint={t('open-data.recall.text.hint')}
          error={errors?.text}
          value={typed(form, 'text')}
          rows={4}
          limit={1_000}
        />
        <LangField view={view} form={form} errors={errors} label={t('open-data.wishes.lang')} />
        <Button kind="danger">{t('open-data.recall.button', { seq: reply.seq })}</Button>
      </Form>
    </>
  )
}

function Consequences({ reply, view }: Pick<Props, 'reply' | 'view'>) {
  const { t } = view
  const { isCurrent, fallback, sameBytes, elsewhere } = reply
  return (
    <Notice kind="warning" title={t('open-data.recall.what')}>
      <ul>
        <li>{t('open-data.recall.what.copies')}</li>
        {isCurrent && (
          <li>
            {fallback
              ? t('open-data.recall.what.fallback', { seq: fallback.seq, day: view.date(fallback.publishedAt) })
              : t('open-data.recall.what.none')}
          </li>
        )}
        {sameBytes.length > 0 && (
          <li>
            {t('open-data.recall.what.same', {
              count: sameBytes.length,
              versions: view.list(
                sameBytes.map(({ title, seq }) => t('open-data.recall.file-and-version', { title, seq })),
              ),
            })}
          </li>
        )}
        {elsewhere > 0 && <li>{t('open-data.recall.what.elsewhere', { count: elsewhere })}</li>}
        <li>{t('open-data.recall.what.mark')}</li>
      </ul>
    </Notice>
  )
}
