import { WorkQueuePage } from '#commons/work/pages/work-queue-page.tsx'
import type { View } from '#kernel/i18n/view.ts'
import { Pill } from '#ui/components/Pill.tsx'
import type { IdeaQueue } from '../replies.ts'

type Item = IdeaQueue['items'][number]

/** What waits for an officer: opinions owed, ideas and appeals to decide. */
export function QueuePage({ reply, view }: { reply: IdeaQueue; view: View }) {
  const { t } = view
  return (
    <WorkQueuePage
      view={view}
      name={t('budgeting.review.desk')}
      lead={t('budgeting.review.desk.lead')}
      meta={t('budgeting.review.desk.meta', { total: reply.total, overdue: reply.overdue })}
      reply={reply}
      empty={{
        title: t('budgeting.review.desk.empty'),
        next: <a href={view.href('/work/processes')}>{t('processes.desk.title')}</a>,
      }}
      rowKey={({ number, waits, aspect }) => `${number} ${waits} ${aspect}`}
      href={(item) => view.href(hrefOf(item))}
      title={({ title }) => title}
      titleLang={({ lang }) => lang}
      titleHeader={t('budgeting.review.idea')}
      columns={[
        {
          key: 'number',
          header: t('budgeting.review.number'),
          numeric: true,
          cell: ({ number }) => view.number(number),
        },
        { key: 'waits', header: t('budgeting.review.waits'), cell: (item) => waitsOf(item, view) },
        { key: 'due', header: t('budgeting.review.due-on'), cell: (item) => <Due item={item} view={view} /> },
        { key: 'process', header: t('budgeting.review.process'), cell: ({ process }) => process },
      ]}
    />
  )
}

function hrefOf({ number, waits, aspect }: Item): string {
  return waits === 'opinion' ? `/work/ideas/${number}/opinions/${aspect}` : `/work/ideas/${number}`
}

function waitsOf({ waits, aspect }: Item, { t }: View): string {
  const says = t(`budgeting.review.waits.${waits === 'colleague' && aspect ? 'colleague-opinion' : waits}`)
  return aspect ? `${says}: ${t(`budgeting.review.aspect.${aspect}`)}` : says
}

function Due({ item, view }: { item: Item; view: View }) {
  if (!item.dueOn) return <>—</>
  if (item.overdueDays === 0) return <>{view.date(item.dueOn, 'short')}</>
  return <Pill tone="overdue">{view.t('budgeting.review.overdue', { days: item.overdueDays })}</Pill>
}
