import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import type { Errors } from '#ui/components/ErrorSummary.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { typed } from '#ui/form-state.ts'

interface Props {
  view: View
  form: FormState
  errors: Errors | undefined
}

/** What was counted on the sheets. */
export function FindingFields({ view, form, errors }: Props) {
  const { t } = view
  return (
    <>
      <TextField
        view={view}
        name="signatures"
        label={t('petitions.paper.signatures')}
        hint={t('petitions.paper.signatures.hint')}
        error={errors?.signatures}
        value={typed(form, 'signatures')}
        inputmode="numeric"
        short
      />
      <TextArea
        view={view}
        name="units"
        label={t('petitions.paper.units')}
        hint={t('petitions.paper.units.hint')}
        required={false}
        error={errors?.units}
        value={typed(form, 'units')}
        rows={4}
      />
    </>
  )
}
