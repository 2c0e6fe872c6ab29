import type { FormState } from '#kernel/http/endpoint.ts'
import { langs } from '#kernel/i18n/lang.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Radios } from '#ui/components/Choices.tsx'
import { Select } from '#ui/components/Select.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import { licences } from '../../catalogue/vocabularies/licences.ts'
import { nameOfCode } from '../../catalogue/vocabularies/names.ts'
import { type Schedule, schedules } from '../source.ts'

interface Props {
  view: View
  form: FormState
  now: { schedule: Schedule; licence: string | null; lang: string }
}

/** When a source is read, and what is meant where it says nothing. */
export function SettingsFields({ view, form, now }: Props) {
  const { t } = view
  const errors = errorsOf(form, view)
  return (
    <>
      <Radios
        view={view}
        name="schedule"
        label={t('open-data.harvest.schedule')}
        error={errors?.schedule}
        value={typed(form, 'schedule', now.schedule)}
        choices={schedules.map((value) => ({ value, label: t(`open-data.harvest.schedule.${value}`) }))}
      />
      <Select
        view={view}
        name="licence"
        label={t('open-data.harvest.licence')}
        hint={t('open-data.harvest.licence.hint')}
        required={false}
        empty={t('open-data.harvest.licence.none')}
        error={errors?.licence}
        value={typed(form, 'licence', now.licence ?? '')}
        options={licences.map((value) => ({ value, label: nameOfCode(t, 'licence', value) }))}
      />
      <Select
        view={view}
        name="lang"
        label={t('open-data.harvest.lang')}
        hint={t('open-data.harvest.lang.hint')}
        error={errors?.lang}
        value={typed(form, 'lang', now.lang)}
        options={langs.map((value) => ({ value, label: t(`open-data.harvest.lang.${value}`) }))}
      />
    </>
  )
}
