import type { View } from '#kernel/i18n/view.ts'
import { Breadcrumb } from '#ui/components/Breadcrumb.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Pagination } from '#ui/components/Pagination.tsx'
import { Pill } from '#ui/components/Pill.tsx'
import { RowList } from '#ui/components/RowList.tsx'
import type { ImportedList } from '../replies.ts'

/** Votes of other cities, from their published files. */
export function ImportedListPage({ reply, view }: { reply: ImportedList; view: View }) {
  const { t } = view
  return (
    <Page view={view} title={t('budgeting.imported.title')} description={t('budgeting.imported.lead')}>
      <Wrap>
        <Breadcrumb view={view} crumbs={[{ path: '/processes', label: t('processes.title') }]} />
        <Heading
          title={t('budgeting.imported.title')}
          lead={t('budgeting.imported.lead')}
          meta={t('budgeting.imported.total', { count: reply.total })}
        />
        {reply.items.length === 0 ? (
          <EmptyState
            title={t('budgeting.imported.none')}
            next={<a href={view.href('/processes')}>{t('processes.title')}</a>}
          />
        ) : (
          <RowList
            view={view}
            items={reply.items.map(({ number, title, country, source, voters, withdrawn }) => ({
              title,
              href: view.href(`/processes/imported/${number}`),
              meta: [country, source].filter(Boolean).join(' · '),
              state: (
                <Pill tone="neutral">{t(withdrawn ? 'budgeting.imported.withdrawn' : 'budgeting.imported.mark')}</Pill>
              ),
              number: withdrawn ? undefined : { value: voters, of: t('budgeting.vote.figure', { count: voters }) },
            }))}
          />
        )}
        <Pagination view={view} next={reply.next ? view.href(`/processes/imported?after=${reply.next}`) : undefined} />
      </Wrap>
    </Page>
  )
}
