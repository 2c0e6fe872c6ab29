import type { View } from '#kernel/i18n/view.ts'
import { Breadcrumb } from '#ui/components/Breadcrumb.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Pagination } from '#ui/components/Pagination.tsx'
import type { ImportedList } from '../replies.ts'
import { ImportedRows } from './imported-rows.tsx'

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
          <ImportedRows items={reply.items} view={view} />
        )}
        <Pagination view={view} next={reply.next ? view.href(`/processes/imported?after=${reply.next}`) : undefined} />
      </Wrap>
    </Page>
  )
}
