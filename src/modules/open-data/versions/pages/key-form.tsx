import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Checkboxes } from '#ui/components/Choices.tsx'
import { Details } from '#ui/components/Details.tsx'
import { Form } from '#ui/components/Form.tsx'
import { errorsOf } from '#ui/form-state.ts'
import { MOST_TYPES } from '../../ingest/fields.ts'
import type { TableOfVersion } from '../../ingest/replies.ts'

interface Props {
  table: TableOfVersion
  /** Path of the version. */
  path: string
  view: View
  form: FormState
}

/** By which columns a row is known from version to version. */
export function KeyForm({ table, path, view, form }: Props) {
  const { t } = view
  if (table.columns.length > MOST_TYPES) return null
  const action = view.href(`${path}/key/${table.id}`)
  const mine = view.returned && view.href(view.returned.action) === action
  const errors = mine ? errorsOf(form, view) : undefined
  const typed = mine ? [form.values.columns ?? []].flat().map(String) : table.key
  return (
    <Details summary={t('open-data.versions.key')} open={errors !== undefined}>
      <Form view={view} action={action} errors={errors} scope={`key-${table.id}`}>
        <Checkboxes
          view={view}
          name="columns"
          label={t('open-data.versions.key.label')}
          hint={t('open-data.versions.key.hint')}
          error={errors?.columns}
          required={false}
          values={typed}
          choices={table.columns.map(({ name, title }) => ({ value: name, label: title }))}
        />
        <Button kind="quiet">{t('open-data.versions.key.button')}</Button>
      </Form>
    </Details>
  )
}
