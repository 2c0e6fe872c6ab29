import type { PlaceChoice } from '#commons/places/choices.ts'
import { PlaceField } from '#commons/places/place-field.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Checkbox } from '#ui/components/Choices.tsx'
import type { Errors } from '#ui/components/ErrorSummary.tsx'
import { EmailField, TextField } from '#ui/components/TextField.tsx'
import { ticked, typed } from '#ui/form-state.ts'

interface Props {
  view: View
  form: FormState
  errors: Errors | undefined
  places: PlaceChoice[]
  /** The list is short, for a page that everybody gets. */
  short?: boolean | undefined
  /** What the account says of who is signed in; then the mailbox is known too, and not asked. */
  account?: { name: string; place: string } | undefined
}

/** Who stands behind a petition, whether that may be shown, and the consent without which nobody can be counted. */
export function PersonFields({ view, form, errors, places, short, account }: Props) {
  const { t } = view
  return (
    <>
      <TextField
        view={view}
        name="name"
        label={t('petitions.name')}
        error={errors?.name}
        value={typed(form, 'name', account?.name)}
        autocomplete="name"
      />
      {!account && (
        <EmailField
          view={view}
          name="email"
          label={t('petitions.email')}
          hint={t('petitions.email.hint')}
          error={errors?.email}
          value={typed(form, 'email')}
        />
      )}
      <PlaceField
        view={view}
        name="place"
        label={t('petitions.place')}
        hint={t('petitions.place.hint')}
        error={errors?.place}
        value={typed(form, 'place', account?.place)}
        form={form}
        places={places}
        short={short}
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
    </>
  )
}
