import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Measure } from '#ui/components/Layout.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import type { NewAuthorityView } from '../replies.ts'
import { AuthorityFields } from './authority-fields.tsx'

export function NewAuthorityPage({ reply, view, form }: { reply: NewAuthorityView; view: View; form: FormState }) {
  const { t } = view
  const errors = errorsOf(form, view)
  return (
    <WorkPage
      view={view}
      title={t('organisations.add')}
      crumbs={[{ path: '/work/authorities', label: t('organisations.desk.title') }]}
    >
      <Measure>
        <Form view={view} action={view.href('/work/authorities/new')} errors={errors}>
          <AuthorityFields view={view} form={form} errors={errors} places={reply.places} />
          <TextField
            view={view}
            name="slug"
            label={t('organisations.slug')}
            hint={t('organisations.slug.hint')}
            error={errors?.slug}
            value={typed(form, 'slug')}
            spellcheck={false}
            autocomplete="off"
          />
          <Button>{t('organisations.add')}</Button>
        </Form>
      </Measure>
    </WorkPage>
  )
}
