import { Button } from '#ui/components/Button.tsx'
import { Checkbox, Radios } from '#ui/components/Choices.tsx'
import { Form } from '#ui/components/Form.tsx'
import { DateField } from '#ui/components/OtherFields.tsx'
import { Select } from '#ui/components/Select.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf, ticked, typed } from '#ui/form-state.ts'
import { type DeskProps, deskPath, WorkFrame } from './work-frame.tsx'

/** Which office delivers the project. */
export function OwnerPage({ reply, view, form }: DeskProps) {
  const { t } = view
  const errors = errorsOf(form, view)
  return (
    <WorkFrame reply={reply} view={view} title={t('budgeting.delivery.owner.name')} may>
      <Form view={view} action={view.href(`${deskPath(reply)}/owner`)} errors={errors}>
        <Select
          view={view}
          name="organisation"
          label={t('budgeting.review.authority')}
          error={errors?.organisation}
          value={typed(form, 'organisation', reply.organisation)}
          options={reply.authorities.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <TextField
          view={view}
          name="office"
          label={t('budgeting.review.office')}
          hint={t('budgeting.review.office.hint')}
          error={errors?.office}
          value={typed(form, 'office', reply.office ?? '')}
        />
        <Checkbox
          view={view}
          name="mine"
          label={t('budgeting.delivery.owner.mine')}
          hint={t('budgeting.delivery.owner.mine.hint')}
          error={errors?.mine}
          checked={ticked(form, 'mine', reply.mine)}
        />
        <Button>{t('budgeting.delivery.save')}</Button>
      </Form>
    </WorkFrame>
  )
}

/** How far the project has come. */
export function StepPage({ reply, view, form }: DeskProps) {
  const { t } = view
  const errors = errorsOf(form, view)
  const { may, warranty } = reply
  const ends = may.steps.includes('finish') || may.steps.includes('check')
  return (
    <WorkFrame
      reply={reply}
      view={view}
      title={t('budgeting.delivery.step')}
      lead={t('budgeting.delivery.step.lead')}
      may={may.steps.length > 0}
    >
      <Form view={view} action={view.href(`${deskPath(reply)}/step`)} errors={errors}>
        <Radios
          view={view}
          name="step"
          label={t('budgeting.delivery.step')}
          error={errors?.step}
          value={typed(form, 'step', may.steps.length === 1 ? may.steps[0] : '')}
          choices={may.steps.map((step) => ({ value: step, label: t(`budgeting.delivery.step.${step}`) }))}
        />
        <DateField
          view={view}
          name="on"
          label={t('budgeting.delivery.step.on')}
          error={errors?.on}
          value={typed(form, 'on', reply.today)}
          max={reply.today}
        />
        {ends && (
          <>
            <DateField
              view={view}
              name="warrantyUntil"
              label={t('budgeting.delivery.warranty')}
              required={false}
              error={errors?.warrantyUntil}
              value={typed(form, 'warrantyUntil', warranty?.until ?? '')}
            />
            <TextArea
              view={view}
              name="warrantyNote"
              label={t('budgeting.delivery.warranty.note')}
              required={false}
              error={errors?.warrantyNote}
              value={typed(form, 'warrantyNote', warranty?.note ?? '')}
              rows={3}
              limit={1_000}
            />
          </>
        )}
        <Button>{t('budgeting.delivery.save')}</Button>
      </Form>
    </WorkFrame>
  )
}
