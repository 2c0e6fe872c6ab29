import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Actions, Button, ButtonLink } from '#ui/components/Button.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Pagination } from '#ui/components/Pagination.tsx'
import { Section } from '#ui/components/Section.tsx'
import { SummaryList } from '#ui/components/SummaryList.tsx'
import { Table } from '#ui/components/Table.tsx'
import { errorsOf } from '#ui/form-state.ts'
import { datasetPath } from '../../catalogue/dataset-path.ts'
import type { JobPageView } from '../replies.ts'
import { JobStatePill, SourceMeta } from './states.tsx'

interface Props {
  reply: JobPageView
  view: View
  form: FormState
}

const OUTCOMES = ['new', 'changed', 'unchanged', 'withdrawn', 'refused'] as const

/** One reading of a source: what came of it, and its log. */
export function JobPage({ reply, view, form }: Props) {
  const { t } = view
  const { job, source } = reply
  const path = `/work/data-sources/${source.id}`
  const goesOn = job.endedAt === null
  return (
    <WorkPage
      view={view}
      title={t('open-data.harvest.job', { run: job.run })}
      meta={<SourceMeta address={source.address} also={[source.institution]} />}
      crumbs={[
        { path: '/work/data-sources', label: t('open-data.harvest.desk') },
        { path, label: t('open-data.harvest.source') },
      ]}
    >
      <p>
        <JobStatePill state={job.state} view={view} />
      </p>
      {job.failure && (
        <Notice kind="danger" title={t('open-data.harvest.failed')}>
          <p>{job.failure}</p>
        </Notice>
      )}
      {goesOn && (
        <Notice kind="info" title={t(job.cancelAsked ? 'open-data.harvest.cancelling' : 'open-data.harvest.goes-on')}>
          <Actions>
            <ButtonLink kind="quiet" href={view.href(`${path}/jobs/${job.run}`)}>
              {t('open-data.harvest.look-again')}
            </ButtonLink>
          </Actions>
        </Notice>
      )}
      <SummaryList view={view} rows={facts(reply, view)} />
      {goesOn && !job.cancelAsked && (
        <Form view={view} action={view.href(`${path}/jobs/${job.run}/cancellation`)} errors={errorsOf(form, view)}>
          <Button kind="danger">{t('open-data.harvest.cancel')}</Button>
        </Form>
      )}
      <Lines reply={reply} view={view} />
    </WorkPage>
  )
}

function facts({ job }: JobPageView, view: View) {
  const { t } = view
  return [
    {
      question: t('open-data.harvest.asked'),
      answer: `${view.dateTime(job.askedAt)}, ${t(job.bySchedule ? 'open-data.harvest.by-schedule' : 'open-data.harvest.by-person')}`,
    },
    ...(job.startedAt ? [{ question: t('open-data.harvest.started'), answer: view.dateTime(job.startedAt) }] : []),
    ...(job.endedAt ? [{ question: t('open-data.harvest.over'), answer: view.dateTime(job.endedAt) }] : []),
    ...OUTCOMES.map((outcome) => ({
      question: t(`open-data.harvest.outcome.${outcome}`),
      answer: view.number(job.counts[outcome]),
    })),
  ]
}

function Lines({ reply, view }: Pick<Props, 'reply' | 'view'>) {
  const { t } = view
  const { source, job, lines, next } = reply
  const path = view.href(`/work/data-sources/${source.id}/jobs/${job.run}`)
  return (
    <Section id="log" title={t('open-data.harvest.log')}>
      {lines.length === 0 ? (
        <p>{t('open-data.harvest.log.none')}</p>
      ) : (
        <Table
          caption={t('open-data.harvest.log')}
          captionHidden
          rows={lines}
          rowKey={(line) => lines.indexOf(line)}
          columns={[
            { key: 'at', header: t('open-data.harvest.when'), unbroken: true, cell: ({ at }) => view.dateTime(at) },
            {
              key: 'what',
              header: t('open-data.harvest.what'),
              cell: ({ text, dataset }) =>
                dataset === null ? text : <a href={view.href(datasetPath({ name: dataset }))}>{text}</a>,
            },
          ]}
        />
      )}
      <Pagination view={view} next={next === null ? undefined : `${path}?after=${next}`} />
    </Section>
  )
}
