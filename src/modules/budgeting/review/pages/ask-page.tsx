import { Button } from '#ui/components/Button.tsx'
import { Radios } from '#ui/components/Choices.tsx'
import { Form } from '#ui/components/Form.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import { OfficeFields } from '../../office-fields.tsx'
import { IdeaWorkPage, type StepProps } from './idea-work-page.tsx'

/** Which office is asked, about what. */
export function AskPage({ reply, view, form }: StepProps) {
  const { t } = view
  const errors = errorsOf(form, view)
  return (
    <IdeaWorkPage
      reply={reply}
      view={view}
      title={t('budgeting.review.ask')}
      lead={t('budgeting.review.ask.lead')}
      may={reply.may.ask.length > 0}
    >
      <Form view={view} action={view.href(`/work/ideas/${reply.idea.number}/opinion-request`)} errors={errors}>
        <Radios
          view={view}
          name="aspect"
          label={t('budgeting.review.aspect')}
          error={errors?.aspect}
          value={typed(form, 'aspect')}
          choices={reply.may.ask.map((aspect) => ({ value: aspect, label: t(`budgeting.review.aspect.${aspect}`) }))}
        />
        <OfficeFields
          authorities={reply.authorities}
          view={view}
          form={form}
          now={{ authority: reply.authority, office: '' }}
        />
        <Button>{t('budgeting.review.ask.button')}</Button>
      </Form>
    </IdeaWorkPage>
  )
}
