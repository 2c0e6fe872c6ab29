import type { View } from '#kernel/i18n/view.ts'
import { Breadcrumb } from '#ui/components/Breadcrumb.tsx'
import { ButtonLink } from '#ui/components/Button.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { FilterChips } from '#ui/components/FilterChips.tsx'
import { FilterForm } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { WithSidebar, Wrap } from '#ui/components/Layout.tsx'
import { HiddenField } from '#ui/components/OtherFields.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Pagination } from '#ui/components/Pagination.tsx'
import { Select } from '#ui/components/Select.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { queryOf } from '../list-query.ts'
import type { ReuseList } from '../replies.ts'
import { besideTypes, madeTypes } from '../reuse.ts'
import { ReuseRows } from './reuse-rows.tsx'

interface Props {
  reply: ReuseList
  view: View
}

/** What people made of open data, and their files beside it. */
export function ReusesPage({ reply, view }: Props) {
  const { t } = view
  const { query } = reply
  const address = (changed: Partial<typeof query>) => view.href('/data/reuses') + queryOf({ ...query, ...changed })
  const filters = chosen(reply, view)
  const title = [t('open-data.around.title'), filters.map(({ label }) => label).join(', ')].filter(Boolean).join(': ')
  const propose = (
    <ButtonLink href={view.href(`/data/reuses/new${query.dataset ? `?dataset=${query.dataset}` : ''}`)}>
      {t('open-data.around.propose')}
    </ButtonLink>
  )
  return (
    <Page
      view={view}
      title={title}
      description={t('open-data.around.lead')}
      origin={view.publicUrl}
      noindex={query.after !== null || query.q !== null}
      feed={{
        href: view.href('/data/reuses/feed.atom') + queryOf({ ...query, after: null }),
        title: t('open-data.catalogue.feed', { title }),
      }}
    >
      <Wrap>
        <Breadcrumb view={view} crumbs={[{ path: '/data', label: t('open-data.catalogue.title') }]} />
        <div class="stack-wide">
          <div class="stack">
            <Heading title={t('open-data.around.title')} lead={t('open-data.around.lead')} />
            <p>{propose}</p>
          </div>
          <WithSidebar side={<TypeForm reply={reply} view={view} />}>
            <p role="status">{t('open-data.around.total', { count: reply.total })}</p>
            <FilterChips
              view={view}
              filters={filters.map(({ name, label }) => ({ label, without: address({ [name]: null, after: null }) }))}
              clear={view.href('/data/reuses')}
            />
            {reply.items.length > 0 ? (
              <>
                <h2 class="ds-sr-only">{t('open-data.around.found')}</h2>
                <ReuseRows items={reply.items} view={view} />
              </>
            ) : (
              <EmptyState
                title={t(filters.length > 0 ? 'open-data.around.none' : 'open-data.around.empty')}
                next={
                  filters.length > 0 ? (
                    <a href={view.href('/data/reuses')}>{t('open-data.around.all')}</a>
                  ) : (
                    <a href={view.href('/data')}>{t('open-data.around.to-data')}</a>
                  )
                }
              >
                {t('open-data.around.empty.text')}
              </EmptyState>
            )}
            <Pagination
              view={view}
              next={reply.next ? address({ after: reply.next }) : undefined}
              first={query.after ? address({ after: null }) : undefined}
            />
          </WithSidebar>
        </div>
      </Wrap>
    </Page>
  )
}

/** Types in their two groups, for lists of choices. */
export function typeGroups({ t }: View) {
  const options = (types: readonly ReuseList['items'][number]['type'][]) =>
    types.map((value) => ({ value, label: t(`open-data.around.type.${value}`) }))
  return [
    { group: t('open-data.around.made'), options: options(madeTypes) },
    { group: t('open-data.around.beside'), options: options(besideTypes) },
  ]
}

function TypeForm({ reply: { query }, view }: Props) {
  const { t } = view
  return (
    <FilterForm view={view} action={view.href('/data/reuses')} label={t('open-data.around.search')}>
      {query.institution && <HiddenField name="institution" value={query.institution} />}
      {query.dataset && <HiddenField name="dataset" value={query.dataset} />}
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
        name="type"
        label={t('open-data.around.type')}
        inSearch
        empty={t('open-data.around.any-type')}
        value={query.type ?? ''}
        options={typeGroups(view)}
      />
    </FilterForm>
  )
}

function chosen({ query, institution, dataset }: ReuseList, { t }: View) {
  return [
    ...(query.q === null ? [] : [{ name: 'q', label: t('open-data.catalogue.quoted', { words: query.q }) }]),
    ...(query.type ? [{ name: 'type', label: t(`open-data.around.type.${query.type}`) }] : []),
    ...(query.institution ? [{ name: 'institution', label: institution ?? query.institution }] : []),
    ...(query.dataset ? [{ name: 'dataset', label: dataset?.text ?? query.dataset }] : []),
  ]
}
