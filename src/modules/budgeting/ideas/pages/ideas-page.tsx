import { processCrumbs } from '#commons/processes/pages/process-crumbs.ts'
import { processPath } from '#commons/processes/process.ts'
import { RehearsalNotice } from '#commons/processes/rehearsal/pages/rehearsal-notice.tsx'
import { searchOfRead } from '#kernel/http/search-of-read.ts'
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
import { categories, isVoted, type Standing } from '../../idea.ts'
import { SupportsMark } from '../../recount/on-page.tsx'
import { type ListQuery, sorts } from '../fields.ts'
import type { IdeaList } from '../replies.ts'
import { IdeaRows } from './idea-rows.tsx'

/** What residents propose: looked for by words, kind and state. */
export function IdeasPage({ reply, view }: { reply: IdeaList; view: View }) {
  const { t } = view
  const { process, query } = reply
  const path = `${processPath(process)}/ideas`
  const address = (asked: Partial<ListQuery>) => view.href(path) + queryString(asked)
  const labels = filterLabels(reply, view)
  const propose = (
    <ButtonLink href={view.href(`/processes/${process.number}/ideas/new`)}>{t('budgeting.ideas.act')}</ButtonLink>
  )
  return (
    <Page
      view={view}
      title={`${t('budgeting.ideas.title')}: ${process.title}`}
      description={t('budgeting.ideas.lead')}
      noindex={query.q !== null || process.rehearsal}
    >
      <Wrap>
        <Breadcrumb view={view} crumbs={processCrumbs(view, process)} />
        <div class="stack-wide">
          <RehearsalNotice view={view} process={reply.process} />
          <div class="stack">
            <Heading
              title={t('budgeting.ideas.title')}
              lead={
                reply.answers
                  ? t('budgeting.answers.ideas-lead', { needed: reply.supportsNeeded })
                  : reply.supportsNeeded > 0
                    ? t('budgeting.ideas.lead.needed', { needed: reply.supportsNeeded })
                    : t('budgeting.ideas.lead')
              }
              meta={
                reply.open
                  ? t('processes.open-until', { day: view.date(reply.closesOn) })
                  : t('budgeting.ideas.not-open')
              }
            />
            <SupportsMark mark={reply.mark} view={view} counted={reply.counted} />
            {reply.open && <Actions>{propose}</Actions>}
            <p>
              <a href={view.href(`${path}/map`)}>{t('budgeting.ideas.map')}</a> ·{' '}
              <a href={view.href('/account/ideas')}>{t('budgeting.ideas.mine')}</a>
            </p>
          </div>
          <WithSidebar side={<Filters reply={reply} view={view} />}>
            <p role="status">{t('budgeting.ideas.total', { count: reply.total })}</p>
            <FilterChips
              view={view}
              filters={labels.map(({ name, label }) => ({ label, without: address({ ...query, [name]: null }) }))}
              clear={address({ sort: query.sort })}
            />
            {reply.items.length > 0 ? (
              <>
                <h2 class="ds-sr-only">{t('budgeting.ideas.found')}</h2>
                <IdeaRows items={reply.items} view={view} />
              </>
            ) : (
              <EmptyState
                title={t(labels.length > 0 ? 'budgeting.ideas.none' : 'budgeting.ideas.empty')}
                next={reply.open ? propose : <a href={view.href(processPath(process))}>{process.title}</a>}
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

function Filters({ reply, view }: { reply: IdeaList; view: View }) {
  const { t } = view
  const { process, query } = reply
  const any = t('budgeting.ideas.any')
  return (
    <FilterForm view={view} action={view.href(`${processPath(process)}/ideas`)} label={t('budgeting.ideas.find')}>
      <TextField view={view} type="search" name="q" label={t('budgeting.ideas.words')} inSearch value={query.q ?? ''} />
      <Select
        view={view}
        name="category"
        label={t('budgeting.ideas.category')}
        inSearch
        empty={any}
        value={query.category ?? ''}
        options={categories.map((value) => ({ value, label: t(`budgeting.ideas.category.${value}`) }))}
      />
      <Select
        view={view}
        name="state"
        label={t('budgeting.ideas.state')}
        inSearch
        empty={any}
        value={query.state ?? ''}
        options={standingOptions(reply, view)}
      />
      <Select
        view={view}
        name="sort"
        label={t('budgeting.ideas.sort')}
        inSearch
        value={query.sort}
        options={sorts.map((value) => ({ value, label: t(`budgeting.ideas.sort.${value}`) }))}
      />
    </FilterForm>
  )
}

/** Only what finds something, and what is sought. */
function standingOptions({ standings, query: { state } }: IdeaList, { t, number }: View) {
  const sought = state && !standings.some(({ standing }) => standing === state) ? [{ standing: state, ideas: 0 }] : []
  return [...standings, ...sought].map(({ standing, ideas }) => ({
    value: standing,
    label: `${standingName(standing, t)} (${number(ideas)})`,
  }))
}

const standingName = (standing: Standing, t: View['t']): string =>
  isVoted(standing) ? t(`budgeting.ideas.voted.${standing}`) : t(`budgeting.ideas.state.${standing}`)

function filterLabels({ query: { q, category, state } }: IdeaList, { t }: View) {
  const all: [keyof ListQuery, string | null][] = [
    ['q', q && t('budgeting.ideas.quoted', { words: q })],
    ['category', category && t(`budgeting.ideas.category.${category}`)],
    ['state', state && standingName(state, t)],
  ]
  return all.flatMap(([name, label]) => (label ? [{ name, label }] : []))
}

/** Filters that are on, in one order, so that one list has one address. */
function queryString({ q, category, state, sort, after }: Partial<ListQuery>): string {
  return searchOfRead({ q, category, state, sort: sort === 'newest' ? null : sort, after })
}
