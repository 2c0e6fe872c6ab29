import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Actions, Button } from '#ui/components/Button.tsx'
import { Form } from '#ui/components/Form.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import { DraftFrame } from './frame.tsx'

/** The first question; its answer makes the draft. */
export function FirstPage({ view, form }: { view: View; form: FormState }) {
  const { t } = view
  const errors = errorsOf(form, view)
  return (
    <DraftFrame view={view} step="title">
      <Form
        view={view}
        action={view.href('/petitions/drafts/new')}
        errors={errors}
        hidden={{ 'idempotency-key': form.key }}
      >
        <TextField
          view={view}
          name="title"
          big
          label={t('petitions.start.title')}
          hint={t('petitions.start.title.hint')}
          error={errors?.title}
          value={typed(form, 'title')}
        />
        <Actions>
          <Button>{t('petitions.start.continue')}</Button>
        </Actions>
      </Form>
    </DraftFrame>
  )
}
