import { Button } from '#ui/components/Button.tsx'
import { Radios } from '#ui/components/Choices.tsx'
import type { Errors } from '#ui/components/ErrorSummary.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import { money } from '../../money.ts'
import { refusalReasons } from '../aspects.ts'
import { Lines } from '../on-page.tsx'
import { IdeaWorkPage, type StepProps } from './idea-work-page.tsx'

/** The idea goes on the ballot; from which money. */
export function AcceptPage({ reply, view, form }: StepProps) {
  const { t } = view
  const errors = errorsOf(form, view)
  const { cost, currency, opinions } = reply.review
  const impossible = opinions.some(({ verdict }) => verdict === 'impossible')
  const sum = (minor: number) => money(view, minor, currency)
  return (
    <IdeaWorkPage
      reply={reply}
      view={view}
      title={t('budgeting.review.accept')}
      lead={t('budgeting.review.accept.lead')}
      may={reply.may.accept}
    >
      {cost && <p>{t('budgeting.review.costs', { cost: sum(cost.total) })}</p>}
      <Form view={view} action={view.href(`/work/ideas/${reply.idea.number}/acceptance`)} errors={errors}>
        <Radios
          view={view}
          name="envelope"
          label={t('budgeting.review.envelope')}
          error={errors?.envelope}
          value={typed(form, 'envelope', reply.envelopes.length === 1 ? reply.envelopes[0]?.id : '')}
          choices={reply.envelopes.map(({ id, name, min, max }) => ({
            value: id,
            label: name,
            hint: t('budgeting.review.envelope.costs', { min: sum(min ?? 0), max: sum(max) }),
          }))}
        />
        <Why view={view} form={form} errors={errors} required={impossible} kind="accept" />
        <Button>{t('budgeting.review.accept.button')}</Button>
      </Form>
    </IdeaWorkPage>
  )
}

/** Not on the ballot, and why. */
export function RefusePage({ reply, view, form }: StepProps) {
  const { t } = view
  const errors = errorsOf(form, view)
  return (
    <IdeaWorkPage
      reply={reply}
      view={view}
      title={t('budgeting.review.refuse')}
      lead={t('budgeting.review.refuse.lead')}
      may={reply.may.refuse}
    >
      <Form view={view} action={view.href(`/work/ideas/${reply.idea.number}/refusal`)} errors={errors}>
        <Radios
          view={view}
          name="reason"
          label={t('budgeting.review.reason')}
          error={errors?.reason}
          value={typed(form, 'reason')}
          choices={refusalReasons.map((one) => ({ value: one, label: t(`budgeting.review.reason.${one}`) }))}
        />
        <Why view={view} form={form} errors={errors} required kind="refuse" />
        <Button kind="danger">{t('budgeting.review.refuse.button')}</Button>
      </Form>
    </IdeaWorkPage>
  )
}

/** The refusal stands on appeal. */
export function UpholdPage({ reply, view, form }: StepProps) {
  const { t } = view
  const errors = errorsOf(form, view)
  const { appeal } = reply.review
  return (
    <IdeaWorkPage
      reply={reply}
      view={view}
      title={t('budgeting.review.uphold')}
      lead={t('budgeting.review.uphold.lead')}
      may={reply.may.uphold}
    >
      {appeal?.text && (
        <Notice title={t('budgeting.review.appealed', { day: view.date(appeal.on) })}>
          <Lines text={appeal.text} />
        </Notice>
      )}
      <Form view={view} action={view.href(`/work/ideas/${reply.idea.number}/upholding`)} errors={errors}>
        <Why view={view} form={form} errors={errors} required kind="uphold" />
        <Button kind="danger">{t('budgeting.review.uphold.button')}</Button>
      </Form>
    </IdeaWorkPage>
  )
}

function Why({
  view,
  form,
  errors,
  required,
  kind,
}: Pick<StepProps, 'view' | 'form'> & {
  errors: Errors | undefined
  required: boolean
  kind: 'accept' | 'refuse' | 'uphold'
}) {
  return (
    <TextArea
      view={view}
      name="text"
      label={view.t('budgeting.review.why')}
      hint={view.t(`budgeting.review.why.${kind}`)}
      error={errors?.text}
      value={typed(form, 'text')}
      required={required}
      rows={6}
      limit={2_000}
    />
  )
}
