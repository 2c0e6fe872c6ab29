import type { View } from '#kernel/i18n/view.ts'
import { ButtonLink } from '#ui/components/Button.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { FilterChips } from '#ui/components/FilterChips.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { WithSidebar, Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Pagination } from '#ui/components/Pagination.tsx'
import { filterLabels } from '../filter-labels.ts'
import { type ListQuery, queryString } from '../filters.ts'
import type { PetitionList } from '../replies.ts'
import { MOST_WORDS } from '../words.ts'
import { FiltersForm } from './filters-form.tsx'
import { PetitionRows } from './petition-rows.tsx'

/** Petitions that one looks for: how many, which filters are on, the list, and where the rest is. */
export function ListPage({ reply, view }: { reply: PetitionList; view: View }) {
  const { t } = view
  const { sort, ...filters } = reply.query
  const names = {
    place: (key: string) => reply.choices.places.find((one) => one.key === key)?.name ?? key,
    authority: (slug: string) => reply.choices.authorities.find((one) => one.slug === slug)?.name ?? slug,
  }
  const labels = filterLabels(filters, names, t)
  const address = (query: Partial<ListQuery>) => view.href('/petitions') + queryString(query)
  const title = [t('petitions.nav'), labels.map(({ label }) => label).join(', ')].filter(Boolean).join(': ')
  return (
    <Page
      view={view}
      title={title}
      description={t('petitions.list.lead')}
      origin={view.publicUrl}
      noindex={filters.q !== null}
      feed={{
        href: view.href('/petitions/feed.atom') + queryString(filters),
        title: t('petitions.find.feed', { title }),
      }}
    >
      <Wrap>
        <div class="stack-wide">
          <div class="stack">
            <Heading title={t('petitions.nav')} lead={t('petitions.list.lead')} />
            <p>
              <ButtonLink kind="quiet" href={view.href('/petitions/new')}>
                {t('petitions.find.start')}
              </ButtonLink>
            </p>
            <p>
              <a href={view.href('/petitions/owed')}>{t('petitions.owed.link')}</a>
            </p>
          </div>
          <WithSidebar side={<FiltersForm reply={reply} view={view} />}>
            <p role="status">
              {reply.more
                ? t('petitions.find.more-than', { count: reply.total })
                : t('petitions.list.total', { count: reply.total })}
              {reply.leftOut > 0 && ` ${t('petitions.find.left-out', { used: MOST_WORDS, count: reply.leftOut })}`}
              {reply.mended.length > 0 && ` ${t('petitions.find.mended', { words: view.list(reply.mended) })}`}
            </p>
            <FilterChips
              view={view}
              filters={labels.map(({ name, label }) => ({ label, without: address({ ...reply.query, [name]: null }) }))}
              clear={address({ sort })}
            />
            {reply.items.length > 0 ? (
              <>
                <h2 class="ds-sr-only">{t('petitions.find.found')}</h2>
                <PetitionRows items={reply.items} view={view} />
              </>
            ) : (
              <EmptyState
                title={t(labels.length > 0 ? 'petitions.find.none' : 'petitions.list.empty')}
                next={<ButtonLink href={view.href('/petitions/new')}>{t('petitions.find.start')}</ButtonLink>}
              >
                {t(labels.length > 0 ? 'petitions.find.none.text' : 'petitions.find.empty.text')}
              </EmptyState>
            )}
            <Pagination
              view={view}
              next={reply.next ? address({ ...reply.query, after: reply.next }) : undefined}
              first={reply.first ? undefined : address(reply.query)}
            />
          </WithSidebar>
        </div>
      </Wrap>
    </Page>
  )
}
