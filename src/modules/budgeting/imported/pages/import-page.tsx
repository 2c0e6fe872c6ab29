import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Measure } from '#ui/components/Layout.tsx'
import { FileField } from '#ui/components/OtherFields.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf, fieldsOf } from '#ui/form-state.ts'
import type { ImportView } from '../replies.ts'
import { ImportedTable } from './withdrawal-pages.tsx'

/** A file of Pabulib becomes a vote that everybody can look at. */
export function ImportPage({ reply, view, form }: { reply: ImportView; view: View; form: FormState }) {
  const { t } = view
  const errors = errorsOf(form, view)
  const field = fieldsOf({ view, form, errors })
  return (
    <WorkPage
      view={view}
      title={t('budgeting.imported.desk')}
      lead={t('budgeting.imported.desk.lead')}
      meta={t('budgeting.imported.total', { count: reply.total })}
    >
      {reply.own.length > 0 && <ImportedTable items={reply.own} caption={t('budgeting.imported.own')} view={view} />}
      <Measure>
        <Form
          view={view}
          action={view.href('/work/imported-votes')}
          errors={errors}
          hidden={{ 'idempotency-key': form.key }}
          multipart
        >
          <FileField
            view={view}
            name="file"
            label={t('budgeting.imported.file')}
            hint={t('budgeting.imported.file.hint')}
            error={errors?.file}
            accept=".pb,text/plain"
          />
          <TextField
            {...field('source')}
            label={t('budgeting.imported.source')}
            hint={t('budgeting.imported.source.hint')}
          />
          <TextField {...field('sourceUrl')} label={t('budgeting.imported.url')} inputmode="url" required={false} />
          <Button>{t('budgeting.imported.button')}</Button>
        </Form>
        <p>
          <a href={view.href('/processes/imported')}>{t('budgeting.imported.title')}</a>
        </p>
      </Measure>
    </WorkPage>
  )
}
