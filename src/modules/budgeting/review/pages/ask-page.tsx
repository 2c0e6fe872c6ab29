import { Button } from '#ui/components/Button.tsx'
import { Radios } from '#ui/components/Choices.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Select } from '#ui/components/Select.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
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
        <OfficeFields reply={reply} view={view} form={form} asked={{ authority: reply.authority, office: '' }} />
        <Button>{t('budgeting.review.ask.button')}</Button>
      </Form>
    </IdeaWorkPage>
  )
}

/** Which office is asked; as they stand where nothing was typed yet. */
export function OfficeFields({
  reply,
  view,
  form,
  asked,
}: StepProps & { asked: { authority: string; office: string } }) {
  const { t } = view
  const errors = errorsOf(form, view)
  return (
    <>
      <Select
        view={view}
        name="organisation"
        label={t('budgeting.review.authority')}
        error={errors?.organisation}
        value={typed(form, 'organisation', asked.authority)}
        options={reply.authorities.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <TextField
        view={view}
        name="office"
        label={t('budgeting.review.office')}
        hint={t('budgeting.review.office.hint')}
        error={errors?.office}
        value={typed(form, 'office', asked.office)}
      />
    </>
  )
}
