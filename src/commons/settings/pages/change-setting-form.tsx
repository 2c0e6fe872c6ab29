import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Panel } from '#ui/components/Card.tsx'
import { Radios } from '#ui/components/Choices.tsx'
import { Form } from '#ui/components/Form.tsx'
import { DateField } from '#ui/components/OtherFields.tsx'
import { Select } from '#ui/components/Select.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import type { SettingDeskView } from '../replies.ts'

export function ChangeSettingForm({ reply, view, form }: { reply: SettingDeskView; view: View; form: FormState }) {
  const { t } = view
  const { setting, control, authorities, today } = reply
  const errors = errorsOf(form, view)
  const value = {
    view,
    name: 'value',
    label: t('settings.new-value'),
    error: errors?.value,
    value: typed(form, 'value'),
  }
  return (
    <Panel>
      <h2>{t('settings.change')}</h2>
      <Form
        view={view}
        action={view.href(`/work/settings/${setting.key}`)}
        errors={errors}
        hidden={{ 'idempotency-key': form.key }}
      >
        {control.choices ? (
          <Radios {...value} choices={control.choices} />
        ) : (
          <TextField
            {...value}
            short={control.numeric}
            required={!control.optional}
            inputmode={control.numeric ? 'numeric' : 'text'}
            hint={t('settings.new-value.hint', { words: setting.words })}
          />
        )}
        {authorities.length > 0 && (
          <Select
            view={view}
            name="authority"
            label={t('settings.whose')}
            required={false}
            error={errors?.authority}
            value={typed(form, 'authority')}
            empty={t('settings.whose.all')}
            options={authorities.map(({ slug, name }) => ({ value: slug, label: name }))}
          />
        )}
        <DateField
          view={view}
          name="from"
          label={t('settings.from')}
          hint={t('settings.from.hint')}
          error={errors?.from}
          value={typed(form, 'from', today)}
          min={today}
        />
        <TextArea
          view={view}
          name="reason"
          label={t('settings.reason')}
          hint={t('settings.reason.hint')}
          error={errors?.reason}
          value={typed(form, 'reason')}
          rows={3}
          limit={500}
        />
        <Button wide>{t('settings.change.button')}</Button>
      </Form>
    </Panel>
  )
}
