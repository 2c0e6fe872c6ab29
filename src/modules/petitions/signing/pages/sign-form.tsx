import type { PlaceChoice } from '#commons/places/choices.ts'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Checkbox } from '#ui/components/Choices.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Select } from '#ui/components/Select.tsx'
import { EmailField, TextField } from '#ui/components/TextField.tsx'
import { errorsOf, ticked, typed } from '#ui/form-state.ts'

const untouched: FormState = { values: {}, errors: [], key: '' }

interface Props {
  view: View
  number: number
  places: PlaceChoice[]
  form?: FormState
}

export function SignForm({ view, number, places, form = untouched }: Props) {
  const { t } = view
  const errors = errorsOf(form, view)
  return (
    <Form view={view} action={view.href(`/petitions/${number}/signature-request`)} errors={errors}>
      <TextField
        view={view}
        name="name"
        label={t('petitions.name')}
        error={errors?.name}
        value={typed(form, 'name')}
        autocomplete="name"
      />
      <EmailField
        view={view}
        name="email"
        label={t('petitions.email')}
        hint={t('petitions.email.hint')}
        error={errors?.email}
        value={typed(form, 'email')}
      />
      <Select
        view={view}
        name="place"
        label={t('petitions.place')}
        hint={t('petitions.place.hint')}
        error={errors?.place}
        value={typed(form, 'place')}
        empty={t('places.choose')}
        options={placeOptions(places)}
      />
      <Checkbox view={view} name="showName" label={t('petitions.show-name')} checked={ticked(form, 'showName')} />
      <Checkbox view={view} name="wantsNews" label={t('petitions.wants-news')} checked={ticked(form, 'wantsNews')} />
      <Checkbox
        view={view}
        name="consent"
        label={t('petitions.consent')}
        error={errors?.consent}
        checked={ticked(form, 'consent')}
        required
      />
      <Button wide>{t('petitions.sign.button')}</Button>
    </Form>
  )
}

/** Places under the names of their units, as a select shows them. */
export function placeOptions(places: PlaceChoice[]) {
  return [...Map.groupBy(places, (place) => place.group)].map(([group, members]) => ({
    group,
    options: members.map(({ key, name }) => ({ value: key, label: name })),
  }))
}
