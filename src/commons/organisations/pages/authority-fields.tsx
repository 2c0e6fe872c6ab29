import { PlaceField } from '#commons/places/place-field.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import type { Errors } from '#ui/components/ErrorSummary.tsx'
import { Select } from '#ui/components/Select.tsx'
import { EmailField, TextField } from '#ui/components/TextField.tsx'
import { fieldsOf } from '#ui/form-state.ts'
import { authorityKinds } from '../authorities.ts'
import type { AuthorityDeskView, NewAuthorityView } from '../replies.ts'

interface Props {
  view: View
  form: FormState
  errors: Errors | undefined
  places: NewAuthorityView['places']
  /** What is there already. */
  now?: AuthorityDeskView
}

/** What an authority is, for the form that adds one and the one that changes one. */
export function AuthorityFields({ view, form, errors, places, now }: Props) {
  const { t } = view
  const field = fieldsOf({ view, form, errors })
  return (
    <>
      <TextField {...field('nameRo', now?.names.ro)} label={t('organisations.name.ro')} lang="ro" />
      <TextField {...field('nameRu', now?.names.ru)} label={t('organisations.name.ru')} lang="ru" required={false} />
      <TextField {...field('nameEn', now?.names.en)} label={t('organisations.name.en')} lang="en" required={false} />
      <Select
        {...field('kind', now?.kind)}
        label={t('organisations.kind')}
        empty={t('organisations.kind.choose')}
        options={authorityKinds.map((kind) => ({ value: kind, label: t(`organisations.kind.${kind}`) }))}
      />
      <PlaceField
        {...field('place', now?.placeKey)}
        label={t('organisations.place')}
        hint={t('organisations.place.hint')}
        form={form}
        places={places}
      />
      <EmailField
        {...field('email', now?.email)}
        label={t('organisations.email')}
        hint={t('organisations.email.hint')}
        autocomplete="off"
      />
    </>
  )
}
