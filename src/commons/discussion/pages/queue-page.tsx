import { WorkQueuePage } from '#commons/work/pages/work-queue-page.tsx'
import type { View } from '#kernel/i18n/view.ts'
import { Pill } from '#ui/components/Pill.tsx'
import type { QueueView } from '../replies.ts'

export const QUEUE = '/work/comments'

/** Comments that wait for a moderator, the oldest on top. */
export function QueuePage({ reply, view }: { reply: QueueView; view: View }) {
  const { t } = view
  return (
    <WorkQueuePage
      view={view}
      name={t('discussion.queue')}
      lead={t('discussion.queue.lead')}
      meta={t('discussion.queue.total', { count: reply.total })}
      reply={reply}
      empty={{ title: t('discussion.queue.empty') }}
      rowKey={({ id }) => id}
      href={({ id }) => view.href(`${QUEUE}/${id}`)}
      title={({ text }) => text}
      titleHeader={t('discussion.comment')}
      columns={[
        { key: 'since', header: t('discussion.queue.since'), cell: ({ since }) => view.dateTime(since) },
        {
          key: 'why',
          header: t('discussion.queue.why'),
          cell: ({ appealed, held, flags }) =>
            appealed ? (
              <Pill tone="overdue">{t('discussion.queue.appealed')}</Pill>
            ) : held ? (
              <Pill tone="overdue">{t('discussion.queue.held')}</Pill>
            ) : (
              t('discussion.queue.flags', { count: flags })
            ),
        },
        { key: 'subject', header: t('discussion.queue.subject'), cell: ({ subject }) => subject },
        { key: 'place', header: t('discussion.queue.place'), cell: ({ place }) => place },
      ]}
    />
  )
}
