import { PlaceField } from '#commons/places/place-field.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import type { Errors } from '#ui/components/ErrorSummary.tsx'
import { Select } from '#ui/components/Select.tsx'
import { EmailField, TextField } from '#ui/components/TextField.tsx'
import { typed } from '#ui/form-state.ts'
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
  const field = (name: string, label: string, value?: string | null) => ({
    view,
    name,
    label,
    error: errors?.[name],
    value: typed(form, name, value ?? ''),
  })
  return (
    <>
      <TextField {...field('nameRo', t('organisations.name.ro'), now?.names.ro)} lang="ro" />
      <TextField {...field('nameRu', t('organisations.name.ru'), now?.names.ru)} lang="ru" required={false} />
      <TextField {...field('nameEn', t('organisations.name.en'), now?.names.en)} lang="en" required={false} />
      <Select
        {...field('kind', t('organisations.kind'), now?.kind)}
        empty={t('organisations.kind.choose')}
        options={authorityKinds.map((kind) => ({ value: kind, label: t(`organisations.kind.${kind}`) }))}
      />
      <PlaceField
        {...field('place', t('organisations.place'), now?.placeKey)}
        hint={t('organisations.place.hint')}
        form={form}
        places={places}
      />
      <EmailField
        {...field('email', t('organisations.email'), now?.email)}
        hint={t('organisations.email.hint')}
        autocomplete="off"
      />
    </>
  )
}
