import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import type { Errors } from '#ui/components/ErrorSummary.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { fieldsOf } from '#ui/form-state.ts'

interface Props {
  view: View
  form: FormState
  errors: Errors | undefined
}

/** What was counted on the sheets. */
export function FindingFields({ view, form, errors }: Props) {
  const { t } = view
  const field = fieldsOf({ view, form, errors })
  return (
    <>
      <TextField
        {...field('signatures')}
        label={t('petitions.paper.signatures')}
        hint={t('petitions.paper.signatures.hint')}
        inputmode="numeric"
        short
      />
      <TextArea
        {...field('units')}
        label={t('petitions.paper.units')}
        hint={t('petitions.paper.units.hint')}
        required={false}
        rows={4}
      />
    </>
  )
}
