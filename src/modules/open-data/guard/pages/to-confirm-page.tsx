import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { View } from '#kernel/i18n/view.ts'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { QueueTable } from '#ui/components/QueueTable.tsx'
import type { ToConfirmList } from '../replies.ts'

/** Files with personal data for which somebody named a legal basis that nobody has confirmed yet. */
export function ToConfirmPage({ reply, view }: { reply: ToConfirmList; view: View }) {
  const { t } = view
  return (
    <WorkPage view={view} title={t('open-data.guard.to-confirm')} lead={t('open-data.guard.to-confirm.lead')}>
      {reply.items.length === 0 ? (
        <EmptyState
          title={t('open-data.guard.to-confirm.none')}
          next={<a href={view.href('/work')}>{t('open-data.guard.to-confirm.back')}</a>}
        />
      ) : (
        <QueueTable
          view={view}
          caption={t('open-data.guard.to-confirm')}
          captionHidden
          rows={reply.items}
          rowKey={({ distribution, version }) => `${distribution} ${version}`}
          href={({ dataset, distribution, version }) =>
            view.href(`/work/data/${dataset}/files/${distribution}/versions/${version}`)
          }
          title={({ title }) => title}
          titleHeader={t('open-data.catalogue.describe.dataset')}
          columns={[
            { key: 'file', header: t('open-data.ingest.file'), cell: ({ fileName }) => fileName },
            {
              key: 'institution',
              header: t('open-data.catalogue.facet.institution'),
              cell: ({ institution }) => institution,
            },
            {
              key: 'day',
              header: t('open-data.guard.to-confirm.since'),
              unbroken: true,
              cell: ({ saidAt }) => view.date(saidAt, 'short'),
            },
          ]}
        />
      )}
    </WorkPage>
  )
}
