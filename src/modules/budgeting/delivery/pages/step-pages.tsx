import { Button } from '#ui/components/Button.tsx'
import { Checkbox, Radios } from '#ui/components/Choices.tsx'
import { Form } from '#ui/components/Form.tsx'
import { DateField } from '#ui/components/OtherFields.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { errorsOf, fieldsOf, ticked } from '#ui/form-state.ts'
import { OfficeFields } from '../../office-fields.tsx'
import { type DeskProps, deskPath, WorkFrame } from './work-frame.tsx'

/** Which office delivers the project. */
export function OwnerPage({ reply, view, form }: DeskProps) {
  const { t } = view
  const errors = errorsOf(form, view)
  return (
    <WorkFrame reply={reply} view={view} title={t('budgeting.delivery.owner.name')} may>
      <Form view={view} action={view.href(`${deskPath(reply)}/owner`)} errors={errors}>
        <OfficeFields
          authorities={reply.authorities}
          view={view}
          form={form}
          now={{ authority: reply.organisation, office: reply.office ?? '' }}
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
  const field = fieldsOf({ view, form, errors })
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
          {...field('step', may.steps.length === 1 ? may.steps[0] : '')}
          label={t('budgeting.delivery.step')}
          choices={may.steps.map((step) => ({ value: step, label: t(`budgeting.delivery.step.${step}`) }))}
        />
        <DateField {...field('on', reply.today)} label={t('budgeting.delivery.step.on')} max={reply.today} />
        {ends && (
          <>
            <DateField
              {...field('warrantyUntil', warranty?.until ?? '')}
              label={t('budgeting.delivery.warranty')}
              required={false}
            />
            <TextArea
              {...field('warrantyNote', warranty?.note ?? '')}
              label={t('budgeting.delivery.warranty.note')}
              required={false}
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
