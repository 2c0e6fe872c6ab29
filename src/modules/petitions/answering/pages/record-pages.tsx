import { WorkCrumbs } from '#commons/work/pages/work-page.tsx'
import { WorkQueuePage } from '#commons/work/pages/work-queue-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Measure, Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Pill } from '#ui/components/Pill.tsx'
import { errorsOf } from '#ui/form-state.ts'
import type { RecordList, RecordView } from '../replies.ts'
import { AnswerFields, keyOf, OutcomeField } from './answer-fields.tsx'
import { caseTone } from './case-tone.ts'
import { RunningClocks } from './clock-line.tsx'

/** Cases of authorities without an account: a moderator enters what came on paper. */
export function RecordListPage({ reply, view }: { reply: RecordList; view: View }) {
  const { t } = view
  return (
    <WorkQueuePage
      view={view}
      name={t('petitions.answering.record.title')}
      lead={t('petitions.answering.record.lead')}
      reply={reply}
      empty={{
        title: t('petitions.answering.record.empty'),
        next: <a href={view.href('/petitions')}>{t('petitions.nav')}</a>,
      }}
      rowKey={(row) => row.id}
      href={(row) => view.href(`/work/answers-to-record/${row.id}`)}
      title={(row) => row.title}
      titleLang={(row) => row.lang}
      titleHeader={t('petitions.answering.work.petition')}
      columns={[
        {
          key: 'clocks',
          header: t('petitions.answering.work.clocks'),
          cell: (row) => <RunningClocks clocks={row.clocks} view={view} />,
        },
        {
          key: 'authority',
          header: t('petitions.answering.redirect.authority'),
          cell: (row) => row.authority.name,
        },
        {
          key: 'state',
          header: t('petitions.answering.work.state'),
          cell: (row) => <Pill tone={caseTone(row.state)}>{t(`petitions.answering.state.${row.state}`)}</Pill>,
        },
        {
          key: 'lodged',
          header: t('petitions.answering.case.lodged'),
          cell: (row) => (row.lodgedAt ? view.date(row.lodgedAt) : '—'),
        },
        {
          key: 'number',
          header: t('petitions.answering.work.number'),
          numeric: true,
          cell: (row) => row.number,
        },
      ]}
    />
  )
}

export function RecordPage({ reply, view, form }: { reply: RecordView; view: View; form: FormState }) {
  const { t } = view
  const errors = errorsOf(form, view)
  return (
    <Page view={view} title={t('petitions.answering.record.one')} noindex>
      <Wrap>
        <Measure>
          <WorkCrumbs
            view={view}
            crumbs={[{ path: '/work/answers-to-record', label: t('petitions.answering.record.title') }]}
          />
          <Heading
            title={t('petitions.answering.record.one')}
            lead={t('petitions.answering.record.how', { authority: reply.authority.name })}
            meta={`№\u00a0${reply.petition.number} · ${reply.petition.title}`}
          />
          <p>
            <a href={view.href(`/petitions/${reply.petition.number}-${reply.petition.slug}`)}>
              {t('petitions.answering.case.public')}
            </a>
          </p>
          <Form
            view={view}
            action={view.href(`/work/answers-to-record/${reply.id}`)}
            errors={errors}
            hidden={keyOf(form, 'record')}
            multipart
          >
            <OutcomeField view={view} form={form} errors={errors} />
            <AnswerFields view={view} form={form} errors={errors} filesRequired />
            <Button>{t('petitions.answering.record.button')}</Button>
          </Form>
        </Measure>
      </Wrap>
    </Page>
  )
}
