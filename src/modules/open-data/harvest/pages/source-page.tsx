import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Checkbox } from '#ui/components/Choices.tsx'
import { Details } from '#ui/components/Details.tsx'
import { ErrorSummary } from '#ui/components/ErrorSummary.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Pagination } from '#ui/components/Pagination.tsx'
import { Section } from '#ui/components/Section.tsx'
import { SummaryList } from '#ui/components/SummaryList.tsx'
import { Table } from '#ui/components/Table.tsx'
import { errorsOf, ticked } from '#ui/form-state.ts'
import { nameOfCode } from '../../catalogue/vocabularies/names.ts'
import type { SourceView } from '../replies.ts'
import { SettingsFields } from './settings-fields.tsx'
import { countsInWords, JobStatePill, SourceMeta } from './states.tsx'

interface Props {
  reply: SourceView
  view: View
  form: FormState
}

/** One catalogue that is read: how it stands, its readings, and what one may do about it. */
export function SourcePage({ reply, view, form }: Props) {
  const { t } = view
  const path = `/work/data-sources/${reply.id}`
  return (
    <WorkPage
      view={view}
      title={t('open-data.harvest.source')}
      meta={
        <SourceMeta address={reply.address} also={[reply.institution, t(`open-data.harvest.kind.${reply.kind}`)]} />
      }
      crumbs={[{ path: '/work/data-sources', label: t('open-data.harvest.desk') }]}
    >
      <Standing reply={reply} view={view} />
      <SummaryList view={view} rows={facts(reply, view)} />
      {!reply.ended && <Read reply={reply} view={view} form={form} />}
      <Jobs reply={reply} view={view} />
      {!reply.ended && (
        <>
          <Section id="settings" title={t('open-data.harvest.settings')}>
            <Form view={view} action={view.href(`${path}/settings`)} scope="settings">
              <SettingsFields view={view} form={form} now={reply} />
              <Button kind="quiet">{t('open-data.harvest.keep')}</Button>
            </Form>
          </Section>
          <Details summary={t('open-data.harvest.end')}>
            <p>{t('open-data.harvest.end.text')}</p>
            <Form view={view} action={view.href(`${path}/end`)} scope="end">
              <Button kind="danger">{t('open-data.harvest.end.button')}</Button>
            </Form>
          </Details>
        </>
      )}
    </WorkPage>
  )
}

function Standing({ reply, view }: Pick<Props, 'reply' | 'view'>) {
  const { t } = view
  if (reply.ended) return <Notice kind="info" title={t('open-data.harvest.ended')} />
  if (!reply.stoppedFor) return null
  return (
    <Notice kind="danger" title={t(`open-data.harvest.stopped.${reply.stoppedFor}`)}>
      <p>{t(`open-data.harvest.stopped.${reply.stoppedFor}.text`)}</p>
    </Notice>
  )
}

function facts(reply: SourceView, view: View) {
  const { t } = view
  return [
    {
      question: t('open-data.harvest.address'),
      answer: (
        <a href={reply.address} rel="noopener" class="break-anywhere">
          {reply.address}
        </a>
      ),
    },
    { question: t('open-data.harvest.datasets-here'), answer: view.number(reply.datasets) },
    {
      question: t('open-data.harvest.licence'),
      answer: reply.licence ? nameOfCode(t, 'licence', reply.licence) : t('open-data.harvest.licence.none'),
    },
    {
      question: t('open-data.harvest.next'),
      answer: reply.nextAt ? view.dateTime(reply.nextAt) : t('open-data.harvest.next.none'),
    },
  ]
}

/** One reading at a time: while one goes on, it is what is shown here. */
function Read({ reply, view, form }: Props) {
  const { t } = view
  const path = `/work/data-sources/${reply.id}`
  const errors = errorsOf(form, view)
  if (reply.active !== null)
    return (
      <Notice kind="info" title={t('open-data.harvest.going')}>
        <p>
          <a href={view.href(`${path}/jobs/${reply.active}`)}>{t('open-data.harvest.going.see')}</a>
        </p>
        {errors && <ErrorSummary view={view} errors={errors} />}
      </Notice>
    )
  return (
    <Section id="read" title={t('open-data.harvest.read')}>
      <Form view={view} action={view.href(`${path}/jobs`)} errors={errors} scope="read">
        <Checkbox
          view={view}
          name="whole"
          label={t('open-data.harvest.whole')}
          hint={t('open-data.harvest.whole.hint')}
          required={false}
          checked={ticked(form, 'whole')}
          error={errors?.whole}
        />
        {reply.stoppedFor === 'lost' && (
          <Checkbox
            view={view}
            name="acceptLosses"
            label={t('open-data.harvest.accept-losses')}
            hint={t('open-data.harvest.accept-losses.hint')}
            required={false}
            checked={ticked(form, 'acceptLosses')}
            error={errors?.acceptLosses}
          />
        )}
        <Button>{t('open-data.harvest.read.button')}</Button>
      </Form>
    </Section>
  )
}

function Jobs({ reply, view }: Pick<Props, 'reply' | 'view'>) {
  const { t } = view
  const path = view.href(`/work/data-sources/${reply.id}`)
  if (reply.jobs.length === 0) return null
  return (
    <Section id="jobs" title={t('open-data.harvest.jobs')}>
      <Table
        caption={t('open-data.harvest.jobs')}
        captionHidden
        rows={reply.jobs}
        rowKey={({ run }) => run}
        columns={[
          {
            key: 'when',
            header: t('open-data.harvest.when'),
            names: true,
            cell: ({ run, startedAt, askedAt }) => (
              <a href={`${path}/jobs/${run}`}>{view.dateTime(startedAt ?? askedAt)}</a>
            ),
          },
          {
            key: 'state',
            header: t('open-data.harvest.state'),
            cell: ({ state }) => <JobStatePill state={state} view={view} />,
          },
          {
            key: 'counts',
            header: t('open-data.harvest.outcome'),
            cell: ({ counts, failure }) => failure ?? countsInWords(counts, view),
          },
        ]}
      />
      <Pagination view={view} next={reply.next === null ? undefined : `${path}?before=${reply.next}`} />
    </Section>
  )
}
