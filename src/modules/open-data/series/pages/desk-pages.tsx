import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Details } from '#ui/components/Details.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Measure } from '#ui/components/Layout.tsx'
import { Section } from '#ui/components/Section.tsx'
import { errorsOf } from '#ui/form-state.ts'
import { InstitutionField } from '../../catalogue/describe/pages/institution-field.tsx'
import { NameField } from '../../name-field.tsx'
import type { NewSeriesView, SeriesDesk } from '../replies.ts'
import { isOfMembers, MembersDesk } from './members-desk.tsx'
import { SeriesFields } from './series-fields.tsx'

const DESK = '/work/data-series'

interface Props<R> {
  reply: R
  view: View
  form: FormState
}

/** Begins a series: its name and what it is; datasets come into it afterwards. */
export function NewSeriesPage({ reply, view, form }: Props<NewSeriesView>) {
  const { t } = view
  const errors = errorsOf(form, view)
  return (
    <WorkPage
      view={view}
      title={t('open-data.series.new')}
      lead={t('open-data.series.new.lead')}
      crumbs={[{ path: DESK, label: t('open-data.series.desk') }]}
    >
      <Measure>
        <Form view={view} action={view.href(`${DESK}/new`)} errors={errors} hidden={{ 'idempotency-key': form.key }}>
          <InstitutionField view={view} form={form} errors={errors} institutions={reply.institutions} />
          <SeriesFields view={view} form={form} errors={errors} now={null} />
          <NameField view={view} form={form} errors={errors} />
          <Button>{t('open-data.series.begin')}</Button>
        </Form>
      </Measure>
    </WorkPage>
  )
}

/** A series for its officers: what is in it and in which order, and what it says of itself. */
export function SeriesDeskPage({ reply, view, form }: Props<SeriesDesk>) {
  const { t } = view
  const path = `${DESK}/${reply.name}`
  const errors = isOfMembers(reply, view) ? undefined : errorsOf(form, view)
  return (
    <WorkPage
      view={view}
      title={reply.title.text}
      meta={
        <>
          {reply.institution} · <code>{reply.name}</code>
        </>
      }
      crumbs={[{ path: DESK, label: t('open-data.series.desk') }]}
    >
      <Measure>
        <div class="stack-wide">
          {reply.public && (
            <p>
              <a href={view.href(`/data/series/${reply.name}`)}>{t('open-data.catalogue.describe.public-page')}</a>
            </p>
          )}
          <MembersDesk reply={reply} view={view} form={form} />
          <Section id="said" title={t('open-data.series.said')}>
            <Form view={view} action={view.href(path)} errors={errors}>
              <SeriesFields view={view} form={form} errors={errors} now={reply} />
              <Button>{t('open-data.catalogue.describe.save')}</Button>
            </Form>
          </Section>
          {reply.members.length === 0 && (
            <Details summary={t('open-data.series.remove')}>
              <p>{t('open-data.series.remove.note')}</p>
              <Form view={view} action={view.href(`${path}/removal`)} scope="removal">
                <Button kind="danger">{t('open-data.series.remove')}</Button>
              </Form>
            </Details>
          )}
        </div>
      </Measure>
    </WorkPage>
  )
}
