import { WorkQueuePage } from '#commons/work/pages/work-queue-page.tsx'
import type { View } from '#kernel/i18n/view.ts'
import { Pill } from '#ui/components/Pill.tsx'
import type { ReuseQueue } from '../replies.ts'

export const QUEUE = '/work/data-reuses'

/** Reuses that wait for somebody to look at them, the oldest on top. */
export function ReuseQueuePage({ reply, view }: { reply: ReuseQueue; view: View }) {
  const { t } = view
  return (
    <WorkQueuePage
      view={view}
      name={t('open-data.around.desk')}
      lead={t('open-data.around.desk.lead')}
      meta={t('open-data.around.desk.total', { count: reply.total })}
      reply={reply}
      empty={{
        title: t('open-data.around.desk.empty'),
        next: <a href={view.href('/data/reuses')}>{t('open-data.around.all')}</a>,
      }}
      rowKey={({ number }) => String(number)}
      href={({ number }) => view.href(`${QUEUE}/${number}`)}
      title={({ title }) => title}
      titleHeader={t('open-data.around.name')}
      titleLang={({ lang }) => lang}
      columns={[
        { key: 'since', header: t('open-data.around.desk.since'), cell: ({ since }) => view.dateTime(since) },
        {
          key: 'why',
          header: t('open-data.around.desk.why'),
          cell: ({ reported, flags }) =>
            reported ? (
              <Pill tone="overdue">{t('open-data.around.desk.flags', { count: flags })}</Pill>
            ) : (
              t('open-data.around.state.proposed')
            ),
        },
        { key: 'type', header: t('open-data.around.type'), cell: ({ type }) => t(`open-data.around.type.${type}`) },
        { key: 'data', header: t('open-data.around.of-data'), cell: ({ datasets }) => datasets.join('; ') },
      ]}
    />
  )
}
