import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Details } from '#ui/components/Details.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'

/** A point on the map, as its two numbers; folded until somebody has one. */
export function PointFields({ view, form }: { view: View; form: FormState }) {
  const { t } = view
  const errors = errorsOf(form, view)
  const degrees = (name: 'latitude' | 'longitude') => (
    <TextField
      view={view}
      name={name}
      label={t(`budgeting.ideas.field.${name}`)}
      error={errors?.[name]}
      value={typed(form, name)}
      required={false}
      inputmode="decimal"
      short
    />
  )
  return (
    <Details
      summary={t('budgeting.ideas.field.point')}
      open={Boolean(typed(form, 'latitude') || typed(form, 'longitude'))}
    >
      <p>{t('budgeting.ideas.field.point.hint')}</p>
      {degrees('latitude')}
      {degrees('longitude')}
    </Details>
  )
}
