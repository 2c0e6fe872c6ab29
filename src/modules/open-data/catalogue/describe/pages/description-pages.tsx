import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Details } from '#ui/components/Details.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Measure } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { errorsOf } from '#ui/form-state.ts'
import { NameField } from '../../../name-field.tsx'
import { ScoreMeter } from '../../../score/pages/score-meter.tsx'
import type { DescriptionView, NewDatasetView } from '../replies.ts'
import { DescriptionFields } from './description-fields.tsx'
import { InstitutionField } from './institution-field.tsx'

interface Props<Reply> {
  reply: Reply
  view: View
  form: FormState
}

/** A new dataset: for which institution, under which address, and what is already known of it. */
export function NewDatasetPage({ reply, view, form }: Props<NewDatasetView>) {
  const { t } = view
  const errors = errorsOf(form, view)
  return (
    <WorkPage
      view={view}
      title={t('open-data.catalogue.describe.new')}
      lead={t('open-data.catalogue.describe.new.lead')}
      crumbs={[{ path: '/work/data', label: t('open-data.catalogue.describe.desk') }]}
    >
      <Measure>
        <Form view={view} action={view.href('/work/data/new')} errors={errors} hidden={{ 'idempotency-key': form.key }}>
          <InstitutionField view={view} form={form} errors={errors} institutions={reply.institutions} />
          <DescriptionFields view={view} form={form} now={null} places={reply.places} />
          <NameField view={view} form={form} errors={errors} />
          <Button>{t('open-data.catalogue.describe.keep-draft')}</Button>
        </Form>
      </Measure>
    </WorkPage>
  )
}

/** The same form for one that is there; what it does not say yet is told beside it. */
export function DescriptionPage({ reply, view, form }: Props<DescriptionView>) {
  const { t } = view
  const path = `/work/data/${reply.name}`
  return (
    <WorkPage
      view={view}
      title={t('open-data.catalogue.describe.description')}
      lead={t(
        reply.state === 'published'
          ? 'open-data.catalogue.describe.public'
          : 'open-data.catalogue.describe.description.lead',
      )}
      crumbs={[
        { path: '/work/data', label: t('open-data.catalogue.describe.desk') },
        { path, label: reply.title.text },
      ]}
    >
      <Measure>
        {reply.state === 'review' ? (
          <Notice title={t('open-data.catalogue.describe.in-review')} />
        ) : (
          <>
            <Missing reply={reply} view={view} />
            <ScoreMeter score={reply.score} view={view} />
            <Form view={view} action={view.href(`${path}/description`)} errors={errorsOf(form, view)}>
              <DescriptionFields view={view} form={form} now={reply} places={reply.places} />
              <Button>{t('open-data.catalogue.describe.save')}</Button>
            </Form>
          </>
        )}
      </Measure>
    </WorkPage>
  )
}

export function Missing({ reply, view }: { reply: Pick<DescriptionView, 'missing' | 'describable'>; view: View }) {
  const { t } = view
  const { missing, describable } = reply
  return (
    <>
      <p>
        {t('open-data.catalogue.described')}:{' '}
        <strong>
          {t('open-data.catalogue.n-of-m', {
            n: view.number(describable - missing.length),
            m: view.number(describable),
          })}
        </strong>
      </p>
      {missing.length > 0 && (
        <Details summary={t('open-data.catalogue.describe.missing', { count: missing.length })}>
          <ul>
            {missing.map((field) => (
              <li key={field}>{t(`open-data.catalogue.missing.${field}`)}</li>
            ))}
          </ul>
        </Details>
      )}
    </>
  )
}
