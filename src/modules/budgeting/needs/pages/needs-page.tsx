import { processCrumbs } from '#commons/processes/pages/process-crumbs.ts'
import { processPath } from '#commons/processes/process.ts'
import { RehearsalNotice } from '#commons/processes/rehearsal/pages/rehearsal-notice.tsx'
import { searchOfRead } from '#kernel/http/search-of-read.ts'
import type { View } from '#kernel/i18n/view.ts'
import { BigNumber, Numbers } from '#ui/components/BigNumber.tsx'
import { Breadcrumb, type Crumb } from '#ui/components/Breadcrumb.tsx'
import { Actions, ButtonLink } from '#ui/components/Button.tsx'
import { Details } from '#ui/components/Details.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { FilterForm } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { WithSidebar, Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Pagination } from '#ui/components/Pagination.tsx'
import { PointMap } from '#ui/components/PointMap.tsx'
import { Section } from '#ui/components/Section.tsx'
import { Select } from '#ui/components/Select.tsx'
import { type Column, Table } from '#ui/components/Table.tsx'
import { categories } from '../../idea.ts'
import { needPath } from '../need.ts'
import { FEW, PAIRS_MAX } from '../pairs/fields.ts'
import type { NeedItem, NeedLink, NeedList, NeedMap } from '../replies.ts'

/** The way from the process to its needs. */
export function needsCrumbs(process: NeedList['process'], view: View): Crumb[] {
  return [
    ...processCrumbs(view, process),
    { path: `${processPath(process)}/needs`, label: view.t('budgeting.needs.title') },
  ]
}

/** What a place needs most, as its people say: the ranking, by channel. */
export function NeedsPage({ reply, view }: { reply: NeedList; view: View }) {
  const { t } = view
  const { process, query } = reply
  const path = `${processPath(process)}/needs`
  const address = (after: string | null) => view.href(path) + searchOfRead({ ...query, after })
  const act = (
    <ButtonLink href={view.href(`/processes/${process.number}/needs/new`)}>{t('budgeting.needs.act')}</ButtonLink>
  )
  const compare = reply.ranking === 'pairs' && reply.total > 1 && (
    <ButtonLink href={view.href(`/processes/${process.number}/needs/pairs`)}>
      {t('budgeting.needs.pairs.act')}
    </ButtonLink>
  )
  return (
    <Page
      view={view}
      title={`${t('budgeting.needs.title')}: ${process.title}`}
      description={t('budgeting.needs.lead')}
      noindex={process.rehearsal || query.category !== null || query.group !== null}
    >
      <Wrap>
        <Breadcrumb view={view} crumbs={processCrumbs(view, process)} />
        <div class="stack-wide">
          <RehearsalNotice view={view} process={process} />
          <div class="stack">
            <Heading
              title={t('budgeting.needs.title')}
              lead={t('budgeting.needs.lead')}
              meta={
                reply.open
                  ? t('processes.open-until', { day: view.date(reply.closesOn) })
                  : t('budgeting.needs.not-open')
              }
            />
            {reply.open && (
              <Actions>
                {compare}
                {act}
              </Actions>
            )}
            <p>
              <a href={view.href(`${path}/map`)}>{t('budgeting.needs.map')}</a>
            </p>
          </div>
          <Counts reply={reply} view={view} />
          <WithSidebar side={<Filters reply={reply} view={view} />}>
            {reply.items.length > 0 ? (
              <Table
                caption={t('budgeting.needs.ranking')}
                rows={reply.items}
                rowKey={({ number }) => number}
                columns={columns(reply.ranking, view)}
              />
            ) : (
              <EmptyState
                title={t(process.rehearsal ? 'budgeting.needs.rehearsal' : 'budgeting.needs.empty')}
                next={reply.open ? act : <a href={view.href(processPath(process))}>{process.title}</a>}
              />
            )}
            <Pagination
              view={view}
              next={reply.next ? address(reply.next) : undefined}
              first={reply.first ? undefined : address(null)}
            />
            <Groups reply={reply} view={view} />
            <Meetings reply={reply} view={view} />
          </WithSidebar>
        </div>
      </Wrap>
    </Page>
  )
}

function Counts({ reply, view }: { reply: NeedList; view: View }) {
  const { t } = view
  return (
    <div class="stack">
      <Numbers>
        <BigNumber view={view} value={reply.total} of={t('budgeting.needs.figure', { count: reply.total })} />
        <Online reply={reply} view={view} />
        <BigNumber
          view={view}
          value={reply.people}
          of={t('budgeting.needs.figure.people', { count: reply.people })}
          note={t('budgeting.needs.meetings.count', { count: reply.meetings.length })}
        />
      </Numbers>
      <Details summary={t('budgeting.needs.how')}>
        {reply.ranking === 'pairs' ? (
          <>
            <p>{t('budgeting.needs.how.pairs', { most: PAIRS_MAX })}</p>
            <p>{t('budgeting.needs.how.pairs.meetings')}</p>
            <p>{t('budgeting.needs.how.pairs.sure', { few: FEW })}</p>
          </>
        ) : (
          <p>{t('budgeting.needs.how.text', { points: reply.perPerson })}</p>
        )}
        {reply.declares && <p>{t('budgeting.needs.declared')}</p>}
      </Details>
    </div>
  )
}

/** What people did online, by the way in which needs are ranked. */
function Online({ reply, view }: { reply: NeedList; view: View }) {
  const { t } = view
  const { ranking, comparisons, points, givers } = reply
  return ranking === 'pairs' ? (
    <BigNumber
      view={view}
      value={comparisons}
      of={t('budgeting.needs.figure.comparisons', { count: comparisons })}
      note={t('budgeting.needs.comparers', { count: givers })}
    />
  ) : (
    <BigNumber
      view={view}
      value={points}
      of={t('budgeting.needs.figure.points', { count: points })}
      note={t('budgeting.needs.givers', { count: givers })}
    />
  )
}

function columns(ranking: NeedList['ranking'], view: View): Column<NeedItem>[] {
  const { t } = view
  const pairs = ranking === 'pairs'
  return [
    {
      key: 'need',
      header: t('budgeting.needs.need'),
      names: true,
      cell: (item) => (
        <>
          <Link need={item} view={view} />
          <br />
          <span class="soft">
            {item.place} · {t(`budgeting.ideas.category.${item.category}`)}
          </span>
        </>
      ),
    },
    pairs
      ? {
          key: 'compared',
          header: t('budgeting.needs.compared'),
          numeric: true,
          cell: ({ compared }) => <Times compared={compared} view={view} />,
        }
      : {
          key: 'points',
          header: t('budgeting.needs.points.online'),
          numeric: true,
          cell: ({ points }) => view.number(points),
        },
    {
      key: 'people',
      header: t('budgeting.needs.people.meetings'),
      numeric: true,
      cell: ({ people }) => view.number(people),
    },
    {
      key: 'score',
      header: t(pairs ? 'budgeting.needs.score.pairs' : 'budgeting.needs.score'),
      numeric: true,
      cell: ({ score }) => <strong>{scoreInWords(ranking, score, view)}</strong>,
    },
  ]
}

/** How often it was compared, and that its place is uncertain while that was seldom. */
function Times({ compared, view }: { compared: number; view: View }) {
  return (
    <>
      {view.number(compared)}
      {compared < FEW && <span class="soft"> ({view.t('budgeting.needs.compared.few')})</span>}
    </>
  )
}

/** Points and people; by pairs the share of people who would choose it, in percent. */
export const scoreInWords = (ranking: NeedList['ranking'], score: number, view: View): string =>
  ranking === 'pairs' ? `${view.number(score / 10)}\u00a0%` : view.number(score)

function Groups({ reply, view }: { reply: NeedList; view: View }) {
  const { t } = view
  if (reply.groups.length === 0) return null
  const path = view.href(`${processPath(reply.process)}/needs`)
  return (
    <Section
      id="groups"
      title={t('budgeting.needs.groups')}
      note={t(reply.ranking === 'pairs' ? 'budgeting.needs.groups.note.pairs' : 'budgeting.needs.groups.note')}
    >
      <Table
        caption={t('budgeting.needs.groups')}
        captionHidden
        rows={reply.groups}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'title',
            header: t('budgeting.needs.group'),
            names: true,
            cell: ({ id, title }) => <a href={`${path}?group=${id}`}>{title}</a>,
          },
          {
            key: 'needs',
            header: t('budgeting.needs.title'),
            numeric: true,
            cell: ({ needs }) => view.number(needs),
          },
          {
            key: 'score',
            header: t(reply.ranking === 'pairs' ? 'budgeting.needs.groups.best' : 'budgeting.needs.score'),
            numeric: true,
            cell: ({ points, people, best }) =>
              reply.ranking === 'pairs' ? scoreInWords('pairs', best, view) : view.number(points + people),
          },
        ]}
      />
    </Section>
  )
}

function Meetings({ reply, view }: { reply: NeedList; view: View }) {
  const { t } = view
  if (reply.meetings.length === 0) return null
  return (
    <Section id="meetings" title={t('budgeting.needs.meetings')} note={t('budgeting.needs.meetings.note')}>
      <ul>
        {reply.meetings.map(({ heldAt, heldOn, present, needs }) => (
          <li key={`${heldOn} ${heldAt}`}>
            {view.date(heldOn)}, {heldAt} · {t('budgeting.needs.present', { count: present })} ·{' '}
            {t('budgeting.needs.total', { count: needs })}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Filters({ reply, view }: { reply: NeedList; view: View }) {
  const { t } = view
  const { query } = reply
  return (
    <FilterForm view={view} action={view.href(`${processPath(reply.process)}/needs`)} label={t('budgeting.needs.find')}>
      <Select
        view={view}
        name="category"
        label={t('budgeting.ideas.category')}
        inSearch
        empty={t('budgeting.ideas.any')}
        value={query.category ?? ''}
        options={categories.map((value) => ({ value, label: t(`budgeting.ideas.category.${value}`) }))}
      />
      {reply.groups.length > 0 && (
        <Select
          view={view}
          name="group"
          label={t('budgeting.needs.group')}
          inSearch
          empty={t('budgeting.ideas.any')}
          value={query.group ?? ''}
          options={reply.groups.map(({ id, title }) => ({ value: id, label: title }))}
        />
      )}
    </FilterForm>
  )
}

/** Where the needs are: drawn, and as a table of the same. */
export function NeedMapPage({ reply, view }: { reply: NeedMap; view: View }) {
  const { t } = view
  const { process, items } = reply
  const title = t('budgeting.needs.map')
  return (
    <Page
      view={view}
      title={`${title}: ${process.title}`}
      description={t('budgeting.needs.map.lead')}
      noindex={process.rehearsal}
    >
      <Wrap>
        <Breadcrumb view={view} crumbs={needsCrumbs(process, view)} />
        <div class="stack-wide">
          <RehearsalNotice view={view} process={process} />
          <Heading title={title} lead={t('budgeting.needs.map.lead')} />
          {items.length === 0 ? (
            <EmptyState
              title={t(process.rehearsal ? 'budgeting.needs.rehearsal' : 'budgeting.needs.map.none')}
              next={<a href={view.href(`${processPath(process)}/needs`)}>{t('budgeting.needs.title')}</a>}
            />
          ) : (
            <>
              <PointMap
                view={view}
                label={title}
                points={items.map(({ latitude, longitude, number, slug, text, place }) => ({
                  latitude,
                  longitude,
                  mark: String(number),
                  label: text,
                  href: view.href(needPath({ number, slug })),
                  place,
                }))}
              />
              <Table
                caption={t('budgeting.needs.map.table')}
                rows={items}
                rowKey={({ number }) => number}
                columns={columns(reply.ranking, view)}
              />
            </>
          )}
        </div>
      </Wrap>
    </Page>
  )
}

/** A need by its words, and the number under which one finds it. Behind them: before them it would look like a place in the ranking. */
export function Link({ need, view }: { need: NeedLink; view: View }) {
  return (
    <>
      <a href={view.href(needPath(need))} lang={need.lang}>
        {need.text}
      </a>{' '}
      <span class="soft">{view.t('budgeting.needs.nr', { number: need.number })}</span>
    </>
  )
}
