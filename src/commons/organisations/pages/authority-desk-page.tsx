import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Panel } from '#ui/components/Card.tsx'
import { Desk } from '#ui/components/Desk.tsx'
import { ErrorSummary } from '#ui/components/ErrorSummary.tsx'
import { Form } from '#ui/components/Form.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import type { AuthorityDeskView } from '../replies.ts'
import { AuthorityFields } from './authority-fields.tsx'

interface Props {
  reply: AuthorityDeskView
  view: View
  form: FormState
}

/** Change an authority, or say that it is no more. */
export function AuthorityDeskPage({ reply, view, form }: Props) {
  const { t } = view
  // One page, two forms: what failed is shown at the one it came from.
  const ending = form.values.reason !== undefined || form.errors.some(({ field }) => field === 'reason') || form.problem
  const errors = ending ? undefined : errorsOf(form, view)
  return (
    <WorkPage
      view={view}
      title={reply.names[view.lang] ?? reply.names.ro}
      crumbs={[{ path: '/work/authorities', label: t('organisations.desk.title') }]}
      meta={<code>{reply.slug}</code>}
    >
      <Desk decide={<Ending reply={reply} view={view} form={ending ? form : { values: {}, errors: [], key: '' }} />}>
        <Form view={view} action={view.href(`/work/authorities/${reply.slug}`)} errors={errors}>
          <AuthorityFields
            view={view}
            form={ending ? { ...form, values: {} } : form}
            errors={errors}
            places={reply.places}
            now={reply}
          />
          <Button>{t('organisations.save')}</Button>
        </Form>
      </Desk>
    </WorkPage>
  )
}

function Ending({ reply, view, form }: Props) {
  const { t } = view
  const errors = errorsOf(form, view)
  return (
    <Panel>
      <p>
        <a href={view.href(`/authorities/${reply.slug}`)}>{t('organisations.public-page')}</a>
      </p>
      <h2>{t('organisations.end.title')}</h2>
      {reply.endedAt ? (
        <>
          <ErrorSummary view={view} errors={errors} />
          <p>{t('organisations.ended', { day: view.date(reply.endedAt) })}</p>
        </>
      ) : (
        <Form view={view} action={view.href(`/work/authorities/${reply.slug}/end`)} errors={errors}>
          <p>{t('organisations.end.text')}</p>
          <TextArea
            view={view}
            name="reason"
            label={t('organisations.end.reason')}
            error={errors?.reason}
            value={typed(form, 'reason')}
            rows={3}
            limit={500}
          />
          <Button kind="danger">{t('organisations.end.button')}</Button>
        </Form>
      )}
    </Panel>
  )
}
