import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Measure } from '#ui/components/Layout.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import { InstitutionField } from '../../../catalogue/describe/pages/institution-field.tsx'
import { DataFileField } from '../../pages/data-file-field.tsx'
import type { BeginView } from '../../replies.ts'

/** A file first: of a dataset that is there, or of one that begins with it. */
export function BeginPage({ reply, view, form }: { reply: BeginView; view: View; form: FormState }) {
  const { t } = view
  const { dataset } = reply
  const errors = errorsOf(form, view)
  const title = t(dataset ? 'open-data.ingest.begin.add' : 'open-data.ingest.begin')
  return (
    <WorkPage
      view={view}
      title={title}
      lead={t(dataset ? 'open-data.ingest.begin.add.lead' : 'open-data.ingest.begin.lead')}
      crumbs={[
        { path: '/work/data', label: t('open-data.ingest.desk') },
        ...(dataset
          ? [{ path: `/work/data/${dataset.name}`, label: dataset.title.text, lang: dataset.title.lang }]
          : []),
      ]}
    >
      <Measure>
        <Form
          view={view}
          action={view.href(dataset ? `/work/data/${dataset.name}/new-file` : '/work/data/new/file')}
          errors={errors}
          hidden={{ 'idempotency-key': form.key }}
          multipart
        >
          <InstitutionField view={view} form={form} errors={errors} institutions={reply.institutions} />
          <DataFileField view={view} error={errors?.file} mostBytes={reply.mostBytes} />
          {!dataset && (
            <TextField
              view={view}
              name="titleRo"
              label={t('open-data.catalogue.describe.title.ro')}
              hint={t('open-data.ingest.begin.title.hint')}
              error={errors?.titleRo}
              value={typed(form, 'titleRo')}
              required={false}
            />
          )}
          <Button>{t('open-data.ingest.send.button')}</Button>
        </Form>
      </Measure>
    </WorkPage>
  )
}
