import type { View } from '#kernel/i18n/view.ts'
import { ButtonLink } from '#ui/components/Button.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Measure } from '#ui/components/Layout.tsx'
import { RowList } from '#ui/components/RowList.tsx'
import { otherLang } from '#ui/other-lang.ts'
import type { MyIdeas } from '../replies.ts'
import { IdeasFrame } from './ideas-frame.tsx'
import { StatePill } from './state-pill.tsx'

/** What one has proposed, over all budgets. */
export function MyIdeasPage({ reply, view }: { reply: MyIdeas; view: View }) {
  const { t } = view
  const title = t('budgeting.ideas.mine')
  return (
    <IdeasFrame view={view} title={title} crumbs={[{ path: '/account', label: t('people.account.title') }]}>
      <Measure>
        <Heading title={title} />
        {reply.items.length === 0 ? (
          <EmptyState
            title={t('budgeting.ideas.mine.none')}
            next={<ButtonLink href={view.href('/processes')}>{t('processes.title')}</ButtonLink>}
          />
        ) : (
          <RowList
            view={view}
            items={reply.items.map((item) => ({
              title: item.title,
              href: view.href(`/ideas/${item.number}/mine`),
              lang: otherLang(item.lang, view),
              meta: [item.process.title, item.offers > 0 && t('budgeting.ideas.mine.offers', { count: item.offers })]
                .filter(Boolean)
                .join(' · '),
              state: <StatePill view={view} idea={item} />,
              number: { value: item.supports, of: t('budgeting.ideas.supports-of', { count: item.supports }) },
            }))}
          />
        )}
      </Measure>
    </IdeasFrame>
  )
}
