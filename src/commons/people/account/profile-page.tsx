import { PlaceField } from '#commons/places/place-field.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import { langs } from '#kernel/i18n/lang.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Radios } from '#ui/components/Choices.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import { OneColumn } from '../pages/one-column.tsx'
import type { ProfileView } from './replies.ts'

export function ProfilePage({ reply, view, form }: { reply: ProfileView; view: View; form: FormState }) {
  const { t } = view
  const errors = errorsOf(form, view)
  return (
    <OneColumn
      view={view}
      title={t('people.profile.title')}
      crumbs={[{ path: '/account', label: t('people.account.title') }]}
    >
      <Heading title={t('people.profile.title')} lead={t('people.profile.lead')} />
      <Form view={view} action={view.href('/account/profile')} errors={errors}>
        <TextField
          view={view}
          name="name"
          label={t('people.name')}
          hint={t('people.name.hint')}
          error={errors?.name}
          value={typed(form, 'name', reply.name ?? '')}
          autocomplete="name"
          required={false}
        />
        <Radios
          view={view}
          name="lang"
          label={t('people.lang')}
          hint={t('people.lang.hint')}
          error={errors?.lang}
          value={typed(form, 'lang', reply.lang)}
          choices={langs.map((lang) => ({ value: lang, label: <span lang={lang}>{t(`people.lang.${lang}`)}</span> }))}
        />
        <PlaceField
          view={view}
          name="place"
          label={t('people.place')}
          hint={t('people.place.hint')}
          error={errors?.place}
          value={typed(form, 'place', reply.place ?? '')}
          required={false}
          form={form}
          places={reply.places}
        />
        <Button>{t('people.save')}</Button>
      </Form>
      <p class="soft">{t('people.profile.address')}</p>
    </OneColumn>
  )
}
