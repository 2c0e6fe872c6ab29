import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import type { Errors } from '#ui/components/ErrorSummary.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { fieldsOf } from '#ui/form-state.ts'

interface Props {
  view: View
  form: FormState
  errors: Errors | undefined
}

/** The last part of the address of what is begun, which stays for good; made from the title where nothing is written. */
export function NameField(props: Props) {
  const { t } = props.view
  return (
    <TextField
      {...fieldsOf(props)('name')}
      label={t('open-data.catalogue.describe.name')}
      hint={t('open-data.catalogue.describe.name.hint')}
      required={false}
      spellcheck={false}
    />
  )
}
