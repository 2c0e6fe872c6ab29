import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import type { Errors } from '#ui/components/ErrorSummary.tsx'
import { Select } from '#ui/components/Select.tsx'
import { typed } from '#ui/form-state.ts'

interface Props {
  view: View
  form: FormState
  errors: Errors | undefined
  institutions: { id: string; name: string }[]
  hint?: string
}

/** For which of their institutions somebody acts; who works for one is not asked. */
export function InstitutionField({ view, form, errors, institutions, hint }: Props) {
  const { t } = view
  if (institutions.length <= 1) return null
  return (
    <Select
      view={view}
      name="organisation"
      label={t('open-data.catalogue.facet.institution')}
      hint={hint}
      empty={t('open-data.catalogue.describe.institution.choose')}
      error={errors?.organisation}
      value={typed(form, 'organisation')}
      options={institutions.map(({ id, name }) => ({ value: id, label: name }))}
    />
  )
}
