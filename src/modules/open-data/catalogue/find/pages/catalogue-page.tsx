import type { View } from '#kernel/i18n/view.ts'
import { ButtonLink } from '#ui/components/Button.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { FilterChips } from '#ui/components/FilterChips.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { WithSidebar, Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Pagination } from '#ui/components/Pagination.tsx'
import { rdfAlternates } from '../../../dcat/pages/rdf-links.tsx'
import { chosenFilters } from '../chosen-filters.ts'
import { queryString } from '../filters.ts'
import type { DatasetList } from '../replies.ts'
import { DatasetRows } from './dataset-rows.tsx'
import { FacetsForm } from './facets-form.tsx'

/** What public institutions publish as open data: search, filters with how much each would find, the list. */
export function CataloguePage({ reply, view }: { reply: DatasetList; view: View }) {
  const { t } = view
  const { query } = reply
  const chosen = chosenFilters(reply, t)
  const address = (changed: Partial<typeof query>) => view.href('/data') + queryString({ ...query, ...changed })
  const title = [t('open-data.catalogue.title'), chosen.map(({ label }) => label).join(', ')].filter(Boolean).join(': ')
  return (
    <Page
      view={view}
      title={title}
      description={t('open-data.catalogue.lead')}
      origin={view.publicUrl}
      noindex={query.q !== null || query.page > 1}
      feed={{
        href: view.href('/data/feed.atom') + queryString({ ...query, sort: null, page: null }),
        title: t('open-data.catalogue.feed', { title }),
      }}
      alternates={rdfAlternates('/catalog')}
    >
      <Wrap>
        <div class="stack-wide">
          <div class="stack">
            <Heading title={t('open-data.catalogue.title')} lead={t('open-data.catalogue.lead')} />
            <WaysBeside view={view} />
          </div>
          <WithSidebar side={<FacetsForm reply={reply} view={view} />}>
            <p role="status">
              {t('open-data.catalogue.total', { count: reply.total })}
              {reply.mended.length > 0 && `. ${t('open-data.catalogue.mended', { words: view.list(reply.mended) })}`}
            </p>
            {query.sort === 'newest' && query.page === 1 && query.institution === null && reply.items.length > 1 && (
              <p class="section-note">{t('open-data.catalogue.order')}</p>
            )}
            <FilterChips
              view={view}
              filters={chosen.map(({ name, label }) => ({ label, without: address({ [name]: null, page: 1 }) }))}
              clear={view.href('/data')}
            />
            {reply.items.length > 0 ? (
              <>
                <h2 class="ds-sr-only">{t('open-data.catalogue.found')}</h2>
                <DatasetRows items={reply.items} view={view} />
              </>
            ) : (
              <EmptyState
                title={t(chosen.length > 0 ? 'open-data.catalogue.none' : 'open-data.catalogue.empty')}
                next={
                  <ButtonLink kind="quiet" href={view.href(chosen.length > 0 ? '/data' : '/authorities')}>
                    {t(chosen.length > 0 ? 'open-data.catalogue.all' : 'open-data.catalogue.authorities')}
                  </ButtonLink>
                }
              >
                {t(chosen.length > 0 ? 'open-data.catalogue.none.text' : 'open-data.catalogue.empty.text')}
              </EmptyState>
            )}
            <Pagination
              view={view}
              next={reply.next ? address({ page: reply.next }) : undefined}
              first={query.page > 1 ? address({ page: 1 }) : undefined}
            />
          </WithSidebar>
        </div>
      </Wrap>
    </Page>
  )
}

/** What else there is around the data. */
const waysBeside = [
  ['/data/institutions', 'open-data.catalogue.institutions.link'],
  ['/data/series', 'open-data.series.title'],
  ['/data/wishes', 'open-data.wishes.room'],
  ['/data/requests', 'open-data.requests.room'],
  ['/data/reuses', 'open-data.around.title'],
  ['/data/challenges', 'open-data.challenges.room'],
  ['/data/sql', 'open-data.sql.title'],
] as const

function WaysBeside({ view }: { view: View }) {
  const { t } = view
  return (
    <nav aria-label={t('open-data.catalogue.beside')}>
      <ul class="link-row">
        {waysBeside.map(([path, name]) => (
          <li key={path}>
            <a href={view.href(path)}>{t(name)}</a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
