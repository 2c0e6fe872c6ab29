import type { PlaceChoice } from '#commons/places/choices.ts'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Form } from '#ui/components/Form.tsx'
import { errorsOf } from '#ui/form-state.ts'
import { PersonFields } from '../../pages/person-fields.tsx'

const untouched: FormState = { values: {}, errors: [], key: '' }

interface Props {
  view: View
  number: number
  places: PlaceChoice[]
  form?: FormState
  /** On the page of the petition: places around it, and the way to all others. */
  short?: boolean
}

export function SignForm({ view, number, places, form = untouched, short }: Props) {
  const { t } = view
  const errors = errorsOf(form, view)
  return (
    <Form view={view} action={view.href(`/petitions/${number}/signature-request`)} errors={errors}>
      <PersonFields view={view} form={form} errors={errors} places={places} short={short} />
      <Button wide>{t('petitions.sign.button')}</Button>
    </Form>
  )
}
