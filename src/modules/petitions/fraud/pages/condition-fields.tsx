import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Radios } from '#ui/components/Choices.tsx'
import { Form } from '#ui/components/Form.tsx'
import { DateField } from '#ui/components/OtherFields.tsx'
import { Select } from '#ui/components/Select.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import { setAsideReasons } from '../fields.ts'
import type { FraudDeskView } from '../replies.ts'

/** What the signatures have in common. Sending it only counts. */
export function ConditionFields({ reply, view, form }: { reply: FraudDeskView; view: View; form: FormState }) {
  const { t } = view
  const errors = errorsOf(form, view)
  const field = (name: 'number' | 'name' | 'domain' | 'from' | 'to' | 'unit' | 'hold') => ({
    view,
    name,
    label: t(`petitions.fraud.field.${name}`),
    error: errors?.[name],
    value: typed(form, name) || undefined,
  })
  return (
    <Form
      view={view}
      action={view.href('/work/fraud/invalidations')}
      errors={errors}
      hidden={{ 'idempotency-key': form.key }}
    >
      <TextField {...field('number')} inputmode="numeric" short />
      <TextField
        {...field('name')}
        hint={t('petitions.fraud.field.name.hint')}
        required={false}
        requiredWhen={t('petitions.fraud.one-of-these')}
      />
      <Select
        {...field('unit')}
        required={false}
        requiredWhen={t('petitions.fraud.one-of-these')}
        empty={t('petitions.fraud.any')}
        options={reply.units.map(({ key, name }) => ({ value: key, label: name }))}
      />
      <Select
        {...field('hold')}
        required={false}
        requiredWhen={t('petitions.fraud.one-of-these')}
        empty={t('petitions.fraud.any')}
        options={reply.holds.map(({ id, petition, kind, domain }) => ({
          value: id,
          label: `${petition.number} · ${domain ?? t(`petitions.fraud.kind.${kind}`)}`,
        }))}
      />
      <TextField {...field('domain')} required={false} requiredWhen={t('petitions.fraud.one-of-these')} />
      <DateField {...field('from')} required={false} requiredWhen={t('petitions.fraud.one-of-these')} />
      <DateField {...field('to')} required={false} requiredWhen={t('petitions.fraud.one-of-these')} />
      <Radios
        view={view}
        name="reason"
        label={t('petitions.fraud.reason')}
        hint={t('petitions.fraud.reason.hint')}
        error={errors?.reason}
        value={typed(form, 'reason') || undefined}
        choices={setAsideReasons.map((reason) => ({ value: reason, label: t(`petitions.fraud.reason.${reason}`) }))}
      />
      <Button>{t('petitions.fraud.count')}</Button>
    </Form>
  )
}
