import type { View } from '#kernel/i18n/view.ts'
import { Breadcrumb } from '#ui/components/Breadcrumb.tsx'
import { Actions, ButtonLink } from '#ui/components/Button.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { FilterChips } from '#ui/components/FilterChips.tsx'
import { FilterForm } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { WithSidebar, Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Pagination } from '#ui/components/Pagination.tsx'
import { Select } from '#ui/components/Select.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { type ListQuery, sorts } from '../fields.ts'
import { queryString } from '../query-string.ts'
import type { WishList } from '../replies.ts'
import { wishStates } from '../wish.ts'
import { WishRows } from './wish-rows.tsx'

/** What people wish were open data: looked for by words, institution and state. */
export function WishesPage({ reply, view }: { reply: WishList; view: View }) {
  const { t } = view
  const { query } = reply
  const address = (asked: Partial<ListQuery>) => view.href('/data/wishes') + queryString(asked)
  const labels = filterLabels(reply, view)
  const asked = query.institution === null ? '' : `?institution=${query.institution}`
  const make = <ButtonLink href={view.href(`/data/wishes/new${asked}`)}>{t('open-data.wishes.make')}</ButtonLink>
  return (
    <Page
      view={view}
      title={t('open-data.wishes.room')}
      description={t('open-data.wishes.lead')}
      noindex={query.q !== null || !reply.first}
      feed={{
        href: view.href('/data/wishes/feed.atom') + queryString({ ...query, sort: null }),
        title: t('open-data.wishes.room'),
      }}
    >
      <Wrap>
        <Breadcrumb view={view} crumbs={[{ path: '/data', label: t('open-data.catalogue.title') }]} />
        <div class="stack-wide">
          <div class="stack">
            <Heading title={t('open-data.wishes.room')} lead={t('open-data.wishes.lead')} />
            <p class="soft">{t('open-data.wishes.no-term')}</p>
            <Actions>{make}</Actions>
          </div>
          <WithSidebar side={<Filters reply={reply} view={view} />}>
            <p role="status">{t('open-data.wishes.total', { count: reply.total })}</p>
            <FilterChips
              view={view}
              filters={labels.map(({ name, label }) => ({ label, without: address({ ...query, [name]: null }) }))}
              clear={address({ sort: query.sort })}
            />
            {reply.items.length > 0 ? (
              <>
                <h2 class="ds-sr-only">{t('open-data.wishes.found')}</h2>
                <WishRows items={reply.items} view={view} />
              </>
            ) : (
              <EmptyState
                title={t(labels.length > 0 ? 'open-data.wishes.none' : 'open-data.wishes.empty')}
                next={labels.length > 0 ? <a href={view.href('/data/wishes')}>{t('open-data.wishes.all')}</a> : make}
              />
            )}
            <Pagination
              view={view}
              next={reply.next ? address({ ...query, after: reply.next }) : undefined}
              first={reply.first ? undefined : address(query)}
            />
          </WithSidebar>
        </div>
      </Wrap>
    </Page>
  )
}

function Filters({ reply, view }: { reply: WishList; view: View }) {
  const { t } = view
  const { query } = reply
  const any = t('open-data.catalogue.any')
  return (
    <FilterForm view={view} action={view.href('/data/wishes')} label={t('open-data.wishes.find')}>
      <TextField
        view={view}
        type="search"
        name="q"
        label={t('open-data.catalogue.words')}
        inSearch
        value={query.q ?? ''}
      />
      <Select
        view={view}
        name="state"
        label={t('open-data.wishes.state')}
        inSearch
        empty={any}
        value={query.state ?? ''}
        options={wishStates.map((value) => ({ value, label: t(`open-data.wishes.state.${value}`) }))}
      />
      {reply.institutions.length > 0 && (
        <Select
          view={view}
          name="institution"
          label={t('open-data.catalogue.facet.institution')}
          inSearch
          empty={any}
          value={query.institution ?? ''}
          options={reply.institutions.map(({ slug, name }) => ({ value: slug, label: name }))}
        />
      )}
      <Select
        view={view}
        name="sort"
        label={t('open-data.catalogue.sort')}
        inSearch
        value={query.sort}
        options={sorts.map((value) => ({ value, label: t(`open-data.wishes.sort.${value}`) }))}
      />
    </FilterForm>
  )
}

function filterLabels({ query: { q, institution, state }, institutions }: WishList, { t }: View) {
  const all: [keyof ListQuery, string | null][] = [
    ['q', q && `„${q}”`],
    ['institution', institution && (institutions.find(({ slug }) => slug === institution)?.name ?? institution)],
    ['state', state && t(`open-data.wishes.state.${state}`)],
  ]
  return all.flatMap(([name, label]) => (label ? [{ name, label }] : []))
}
