import type { View } from '#kernel/i18n/view.ts'
import { Breadcrumb } from '#ui/components/Breadcrumb.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Pagination } from '#ui/components/Pagination.tsx'
import type { AuthorityList } from '../replies.ts'
import { AuthoritiesTable } from './authority-sections.tsx'

export const AUTHORITIES = '/petitions/statistics/authorities'

/** How every authority answers: the rest of the list that the statistics begin. */
export function AuthoritiesPage({ reply, view }: { reply: AuthorityList; view: View }) {
  const { t } = view
  return (
    <Page view={view} title={t('petitions.statistics.answers')} description={t('petitions.statistics.answers.note')}>
      <Wrap>
        <Breadcrumb
          view={view}
          crumbs={[
            { path: '/petitions', label: t('petitions.nav') },
            { path: '/petitions/statistics', label: t('petitions.statistics.title') },
          ]}
        />
        <div class="stack-wide">
          <Heading
            title={t('petitions.statistics.answers')}
            lead={t('petitions.statistics.answers.note')}
            meta={reply.asOf ? t('petitions.statistics.as-of', { time: view.dateTime(reply.asOf) }) : undefined}
          />
          {reply.items.length === 0 ? (
            <EmptyState
              title={t('petitions.statistics.answers.none')}
              next={<a href={view.href('/petitions/statistics')}>{t('petitions.statistics.title')}</a>}
            />
          ) : (
            <AuthoritiesTable rows={reply.items} view={view} />
          )}
          <Pagination
            view={view}
            next={reply.next ? `${view.href(AUTHORITIES)}?after=${reply.next}` : undefined}
            first={reply.after ? view.href(AUTHORITIES) : undefined}
          />
        </div>
      </Wrap>
    </Page>
  )
}
