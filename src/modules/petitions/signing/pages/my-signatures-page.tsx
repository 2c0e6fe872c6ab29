import type { View } from '#kernel/i18n/view.ts'
import { ButtonLink } from '#ui/components/Button.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Pagination } from '#ui/components/Pagination.tsx'
import { RowList } from '#ui/components/RowList.tsx'
import type { MySignaturesView } from '../replies.ts'
import { OutcomePill } from './own-signature.tsx'

/** What the person signed, from any browser, with an account or from the same mailbox without one. */
export function MySignaturesPage({ reply, view }: { reply: MySignaturesView; view: View }) {
  const { t } = view
  return (
    <Page view={view} title={t('petitions.signing.mine')} noindex>
      <Wrap>
        <div class="stack">
          <Heading
            title={t('petitions.signing.mine')}
            lead={t('petitions.signing.mine.lead')}
            meta={t('petitions.signing.mine.total', { count: reply.total })}
          />
          {reply.items.length === 0 ? (
            <EmptyState
              title={t('petitions.signing.mine.empty')}
              next={<ButtonLink href={view.href('/petitions')}>{t('petitions.signing.mine.find')}</ButtonLink>}
            />
          ) : (
            <RowList
              view={view}
              items={reply.items.map((item) => ({
                title: item.petition.title,
                href: view.href(`/account/signatures/${item.id}`),
                lang: item.petition.lang,
                meta: [
                  view.date(item.confirmedOn),
                  t(`petitions.level.${item.level}`),
                  item.name,
                  item.wantsNews && item.outcome === 'counted' && t('petitions.signing.news.on'),
                ]
                  .filter(Boolean)
                  .join(' · '),
                state: <OutcomePill signature={item} view={view} />,
              }))}
            />
          )}
          <Pagination
            view={view}
            next={reply.next ? view.href(`/account/signatures?after=${reply.next}`) : undefined}
          />
        </div>
      </Wrap>
    </Page>
  )
}
