import { processDeskCrumbs } from '#commons/processes/pages/process-crumbs.ts'
import { WorkPage } from '#commons/work/pages/work-page.tsx'
import { WorkQueuePage } from '#commons/work/pages/work-queue-page.tsx'
import type { View } from '#kernel/i18n/view.ts'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { Pill } from '#ui/components/Pill.tsx'
import { QueueTable } from '#ui/components/QueueTable.tsx'
import { money } from '../../money.ts'
import type { DeliveryList, ProjectQueue } from '../replies.ts'
import { ProjectStatePill } from './state.tsx'

const deskOf = (process: { number: number }, { number }: { number: number }) =>
  `/work/processes/${process.number}/delivery/${number}`

/** What waits for an authority that builds: missed days first. */
export function ProjectQueuePage({ reply, view }: { reply: ProjectQueue; view: View }) {
  const { t } = view
  return (
    <WorkQueuePage
      view={view}
      name={t('budgeting.delivery.queue')}
      lead={t('budgeting.delivery.queue.about')}
      meta={t('budgeting.delivery.queue.meta', { total: reply.total, overdue: reply.overdue })}
      reply={reply}
      empty={{
        title: t('budgeting.delivery.queue.empty'),
        next: <a href={view.href('/work/processes')}>{t('processes.desk.title')}</a>,
      }}
      rowKey={({ process, number }) => `${process.number} ${number}`}
      href={(item) => view.href(deskOf(item.process, item))}
      title={({ title }) => title}
      titleLang={({ lang }) => lang}
      titleHeader={t('budgeting.vote.project')}
      columns={[
        {
          key: 'waits',
          header: t('budgeting.delivery.waits'),
          cell: ({ waits }) => t(`budgeting.delivery.waits.${waits}`),
        },
        {
          key: 'due',
          header: t('budgeting.delivery.due'),
          cell: ({ dueOn, overdueDays }) =>
            dueOn === null ? (
              '—'
            ) : overdueDays > 0 ? (
              <Pill tone="overdue">{t('budgeting.delivery.late', { days: overdueDays })}</Pill>
            ) : (
              view.date(dueOn, 'short')
            ),
        },
        {
          key: 'office',
          header: t('budgeting.delivery.owner'),
          cell: ({ office, mine }) => (mine ? t('budgeting.delivery.mine') : (office ?? '—')),
        },
        { key: 'process', header: t('budgeting.review.process'), cell: ({ process }) => process.title },
      ]}
    />
  )
}

/** The funded projects of one budget, for the authority that runs it. */
export function DeliveryDeskPage({ reply, view }: { reply: DeliveryList; view: View }) {
  const { t } = view
  const { process } = reply
  return (
    <WorkPage view={view} title={t('budgeting.delivery.desk')} crumbs={processDeskCrumbs(view, process)}>
      {reply.projects.length === 0 ? (
        <EmptyState
          title={t(process.rehearsal ? 'budgeting.delivery.rehearsal' : 'budgeting.delivery.none')}
          next={<a href={view.href(`/work/processes/${process.number}`)}>{process.title}</a>}
        />
      ) : (
        <QueueTable
          view={view}
          caption={t('budgeting.delivery.desk')}
          captionHidden
          rows={reply.projects}
          rowKey={({ number }) => number}
          href={(one) => view.href(deskOf(process, one))}
          title={({ title }) => title}
          titleLang={({ lang }) => lang}
          titleHeader={t('budgeting.vote.project')}
          columns={[
            {
              key: 'state',
              header: t('budgeting.delivery.scope.state'),
              cell: (one) => <ProjectStatePill view={view} project={one} />,
            },
            { key: 'owner', header: t('budgeting.delivery.owner'), cell: ({ office }) => office ?? '—' },
            {
              key: 'cost',
              header: t('budgeting.delivery.cost'),
              numeric: true,
              cell: ({ cost }) => money(view, cost, reply.currency),
            },
            {
              key: 'paid',
              header: t('budgeting.delivery.paid'),
              numeric: true,
              cell: ({ paid }) => money(view, paid, reply.currency),
            },
          ]}
        />
      )}
    </WorkPage>
  )
}
