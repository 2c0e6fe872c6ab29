import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Form } from '#ui/components/Form.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import type { OpinionDeskView } from '../replies.ts'
import { IdeaWorkPage } from './idea-work-page.tsx'

/** A request that was asked of the wrong office, or is not needed. */
export function TakeBackPage({ reply, view, form }: { reply: OpinionDeskView; view: View; form: FormState }) {
  const { t } = view
  const { aspect, idea } = reply
  const errors = errorsOf(form, view)
  const asked = reply.review.opinions.find((one) => one.aspect === aspect)
  return (
    <IdeaWorkPage
      reply={reply}
      view={view}
      title={t('budgeting.review.take-back', { aspect: t(`budgeting.review.aspect.${aspect}`) })}
      lead={t('budgeting.review.take-back.lead', { office: asked ? `${asked.office}, ${asked.authority.name}` : '' })}
      may={reply.may.takeBack.includes(aspect)}
    >
      <Form view={view} action={view.href(`/work/ideas/${idea.number}/opinions/${aspect}/taking-back`)} errors={errors}>
        <TextArea
          view={view}
          name="reason"
          label={t('budgeting.review.take-back.reason')}
          hint={t('budgeting.review.take-back.reason.hint')}
          error={errors?.reason}
          value={typed(form, 'reason')}
          rows={3}
          limit={300}
        />
        <Button kind="danger">{t('budgeting.review.take-back.button')}</Button>
      </Form>
    </IdeaWorkPage>
  )
}
