import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Select } from '#ui/components/Select.tsx'
import { typed } from '#ui/form-state.ts'
import { bandsFrom } from './age-band.ts'

interface Props {
  view: View
  form: FormState
  error: string | undefined
  minAge: number
}

/** To say or not, once; one who votes again is not asked again. */
export function AgeField({ view, form, error, minAge }: Props) {
  const { t } = view
  return (
    <Select
      view={view}
      name="age"
      label={t('budgeting.ages.ask')}
      hint={t('budgeting.ages.ask.hint')}
      error={error}
      value={typed(form, 'age')}
      empty={t('budgeting.ages.ask.not')}
      options={bandsFrom(minAge).map((band) => ({ value: band, label: t(`budgeting.ages.band.${band}`) }))}
      required={false}
    />
  )
}
