import { WorkCrumbs } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Measure, Wrap } from '#ui/components/Layout.tsx'
import { DateField, FileField } from '#ui/components/OtherFields.tsx'
import { Page } from '#ui/components/Page.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf, fieldsOf } from '#ui/form-state.ts'
import { FindingFields } from './finding-fields.tsx'

/** The first of two officers: scans, sheets and what they count to. */
export function RecordingPage({ view, form }: { view: View; form: FormState }) {
  const { t } = view
  const errors = errorsOf(form, view)
  const field = fieldsOf({ view, form, errors })
  return (
    <Page view={view} title={t('petitions.paper.record')} noindex>
      <Wrap>
        <Measure>
          <WorkCrumbs view={view} crumbs={[{ path: '/work/paper', label: t('petitions.paper.title') }]} />
          <Heading title={t('petitions.paper.record')} lead={t('petitions.paper.record.lead')} />
          <Form
            view={view}
            action={view.href('/work/paper/batches')}
            errors={errors}
            hidden={{ 'idempotency-key': form.key }}
            multipart
          >
            <TextField
              {...field('number')}
              label={t('petitions.paper.number')}
              hint={t('petitions.paper.number.hint')}
              inputmode="numeric"
              short
            />
            <FileField
              view={view}
              name="scans"
              label={t('petitions.paper.scans')}
              hint={t('petitions.paper.scans.hint')}
              error={errors?.scans}
              accept="application/pdf,image/jpeg,image/png,image/webp"
              multiple
            />
            <TextField {...field('sheets')} label={t('petitions.paper.sheets')} inputmode="numeric" short />
            <DateField {...field('receivedOn')} label={t('petitions.paper.received')} />
            <FindingFields view={view} form={form} errors={errors} />
            <Button>{t('petitions.paper.record.button')}</Button>
          </Form>
        </Measure>
      </Wrap>
    </Page>
  )
}
