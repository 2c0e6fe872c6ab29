import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { View } from '#kernel/i18n/view.ts'
import { Actions, ButtonLink } from '#ui/components/Button.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { Pagination } from '#ui/components/Pagination.tsx'
import { RowList } from '#ui/components/RowList.tsx'
import type { SourceList } from '../replies.ts'
import { SourceState } from './states.tsx'

/** Catalogues that are read from time to time, the newest first. */
export function SourcesPage({ reply, view }: { reply: SourceList; view: View }) {
  const { t } = view
  const add = <ButtonLink href={view.href('/work/data-sources/new')}>{t('open-data.harvest.new')}</ButtonLink>
  return (
    <WorkPage
      view={view}
      title={t(reply.everywhere ? 'open-data.harvest.desk.all' : 'open-data.harvest.desk')}
      lead={t(reply.everywhere ? 'open-data.harvest.desk.all.lead' : 'open-data.harvest.desk.lead')}
    >
      {reply.items.length === 0 ? (
        <EmptyState title={t('open-data.harvest.none')} next={add}>
          {t('open-data.harvest.none.text')}
        </EmptyState>
      ) : (
        <>
          <Actions>{add}</Actions>
          <RowList
            view={view}
            items={reply.items.map((one) => ({
              title: one.address.replace(/^https?:\/\//, ''),
              href: view.href(`/work/data-sources/${one.id}`),
              meta: [
                one.institution,
                t(`open-data.harvest.kind.${one.kind}`),
                ...(one.lastAt ? [t('open-data.harvest.last', { when: view.dateTime(one.lastAt) })] : []),
              ].join(' · '),
              state: <SourceState source={one} view={view} />,
              number: { value: one.datasets, of: t('open-data.harvest.datasets', { n: one.datasets }) },
            }))}
          />
          <Pagination
            view={view}
            next={reply.next ? `${view.href('/work/data-sources')}?after=${reply.next}` : undefined}
          />
        </>
      )}
    </WorkPage>
  )
}
