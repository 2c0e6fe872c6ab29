import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { View } from '#kernel/i18n/view.ts'
import { Actions, ButtonLink } from '#ui/components/Button.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { Pagination } from '#ui/components/Pagination.tsx'
import { QueueTable } from '#ui/components/QueueTable.tsx'
import { periodOf } from '../../catalogue/show/pages/facts.tsx'
import type { SeriesList } from '../replies.ts'

const DESK = '/work/data-series'

/** The series of an officer's institutions, empty ones too. */
export function SeriesDeskListPage({ reply, view }: { reply: SeriesList; view: View }) {
  const { t } = view
  const begin = <ButtonLink href={view.href(`${DESK}/new`)}>{t('open-data.series.new')}</ButtonLink>
  return (
    <WorkPage view={view} title={t('open-data.series.desk')} lead={t('open-data.series.desk.lead')}>
      {reply.items.length === 0 ? (
        <EmptyState title={t('open-data.series.desk.none')} next={begin}>
          {t('open-data.series.none.text')}
        </EmptyState>
      ) : (
        <>
          <Actions>{begin}</Actions>
          <QueueTable
            view={view}
            caption={t('open-data.series.desk')}
            captionHidden
            rows={reply.items}
            rowKey={({ name }) => name}
            href={({ name }) => view.href(`${DESK}/${name}`)}
            title={({ title }) => title.text}
            titleHeader={t('open-data.series.one')}
            titleLang={({ title }) => title.lang}
            columns={[
              {
                key: 'institution',
                header: t('open-data.catalogue.facet.institution'),
                cell: ({ institution }) => institution.name,
              },
              {
                key: 'datasets',
                header: t('open-data.catalogue.datasets'),
                numeric: true,
                cell: ({ datasets }) => view.number(datasets),
              },
              { key: 'period', header: t('open-data.catalogue.period'), cell: (item) => periodOf(item, view) ?? '–' },
            ]}
          />
        </>
      )}
      <Pagination
        view={view}
        next={reply.next ? `${view.href(DESK)}?after=${reply.next}` : undefined}
        first={undefined}
      />
    </WorkPage>
  )
}
