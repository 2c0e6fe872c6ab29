import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { View } from '#kernel/i18n/view.ts'
import { ButtonLink } from '#ui/components/Button.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { Pagination } from '#ui/components/Pagination.tsx'
import { Pill } from '#ui/components/Pill.tsx'
import { QueueTable } from '#ui/components/QueueTable.tsx'
import type { ReuseQueue } from '../replies.ts'

export const QUEUE = '/work/data-reuses'

/** Reuses that wait for somebody to look at them, the oldest on top. */
export function ReuseQueuePage({ reply, view }: { reply: ReuseQueue; view: View }) {
  const { t } = view
  return (
    <WorkPage
      view={view}
      title={t('open-data.around.desk')}
      lead={t('open-data.around.desk.lead')}
      meta={t('open-data.around.desk.total', { count: reply.total })}
    >
      {reply.items.length === 0 ? (
        <EmptyState
          title={t('open-data.around.desk.empty')}
          next={
            <ButtonLink kind="quiet" href={view.href('/data/reuses')}>
              {t('open-data.around.all')}
            </ButtonLink>
          }
        />
      ) : (
        <QueueTable
          view={view}
          caption={t('open-data.around.desk')}
          captionHidden
          rows={reply.items}
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
      )}
      <Pagination view={view} next={reply.next ? view.href(`${QUEUE}?after=${reply.next}`) : undefined} />
    </WorkPage>
  )
}
