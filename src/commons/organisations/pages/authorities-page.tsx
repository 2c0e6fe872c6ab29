import type { View } from '#kernel/i18n/view.ts'
import { ButtonLink } from '#ui/components/Button.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Pagination } from '#ui/components/Pagination.tsx'
import { Pill } from '#ui/components/Pill.tsx'
import { RowList } from '#ui/components/RowList.tsx'
import type { AuthorityList } from '../replies.ts'

/** The authorities that answer here. */
export function AuthoritiesPage({ reply, view }: { reply: AuthorityList; view: View }) {
  const { t } = view
  return (
    <Page view={view} title={t('organisations.title')} description={t('organisations.lead')}>
      <Wrap>
        <Heading
          title={t('organisations.title')}
          lead={t('organisations.lead')}
          meta={t('organisations.total', { count: reply.total })}
        />
        {reply.items.length === 0 ? (
          <EmptyState
            title={t('organisations.empty')}
            next={<ButtonLink href={view.href('/')}>{t('ui.home')}</ButtonLink>}
          />
        ) : (
          <RowList
            view={view}
            items={reply.items.map(({ slug, name, place, kind }) => ({
              title: name,
              href: view.href(`/authorities/${slug}`),
              meta: place.name,
              state: <Pill tone="neutral">{t(`organisations.kind.${kind}`)}</Pill>,
            }))}
          />
        )}
        <Pagination view={view} next={reply.next ? view.href(`/authorities?after=${reply.next}`) : undefined} />
      </Wrap>
    </Page>
  )
}
