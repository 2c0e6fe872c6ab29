import { roles } from '#commons/access/permit.ts'
import { PlaceField } from '#commons/places/place-field.tsx'
import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Radios } from '#ui/components/Choices.tsx'
import { ifChosen } from '#ui/components/Field.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Measure } from '#ui/components/Layout.tsx'
import { Select } from '#ui/components/Select.tsx'
import { EmailField } from '#ui/components/TextField.tsx'
import { errorsOf, fieldsOf, typed } from '#ui/form-state.ts'
import type { GrantView } from '../replies.ts'

export function GrantPage({ reply, view, form }: { reply: GrantView; view: View; form: FormState }) {
  const { t } = view
  const errors = errorsOf(form, view)
  const field = fieldsOf({ view, form, errors })
  return (
    <WorkPage
      view={view}
      title={t('work.roles.grant')}
      lead={t('work.roles.grant.lead')}
      crumbs={[{ path: '/work/roles', label: t('work.roles.title') }]}
    >
      <Measure>
        <Form view={view} action={view.href('/work/roles/new')} errors={errors}>
          <EmailField
            view={view}
            name="email"
            label={t('work.roles.email')}
            hint={t('work.roles.email.hint')}
            error={errors?.email}
            value={typed(form, 'email')}
            autocomplete="off"
          />
          <Radios
            {...field('role')}
            label={t('work.roles.role')}
            choices={roles.map((role) => ({
              value: role,
              label: t(`access.role.${role}`),
              hint: t(`work.roles.${role}.hint`),
            }))}
          />
          <PlaceField
            {...field('place')}
            label={t('work.roles.place')}
            required={false}
            requiredWhen={ifChosen(view, [t('access.role.moderator')])}
            form={form}
            places={reply.places}
          />
          <Select
            {...field('authority')}
            label={t('work.roles.authority')}
            required={false}
            requiredWhen={ifChosen(view, [t('access.role.officer')])}
            empty={t('work.roles.choose-authority')}
            options={reply.authorities.map(({ slug, name }) => ({ value: slug, label: name }))}
          />
          <Button>{t('work.roles.grant')}</Button>
        </Form>
      </Measure>
    </WorkPage>
  )
}
