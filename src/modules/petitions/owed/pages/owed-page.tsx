import { searchOfRead } from '#kernel/http/search-of-read.ts'
import type { View } from '#kernel/i18n/view.ts'
import { BigNumber, Numbers } from '#ui/components/BigNumber.tsx'
import { Breadcrumb } from '#ui/components/Breadcrumb.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { FilterChips } from '#ui/components/FilterChips.tsx'
import { FilterForm } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { WithSidebar, Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Pagination } from '#ui/components/Pagination.tsx'
import { type RowItem, RowList } from '#ui/components/RowList.tsx'
import { Section } from '#ui/components/Section.tsx'
import { Select } from '#ui/components/Select.tsx'
import { otherLang } from '#ui/other-lang.ts'
import { ClockOf, nameOf } from '../../answering/pages/clock-line.tsx'
import { petitionPath } from '../../petition.ts'
import { dueGroups, type OwedList } from '../replies.ts'

const PATH = '/petitions/owed'

interface Props {
  reply: OwedList
  view: View
}

/** What authorities owe, by when: what is overdue comes first, because that is what a reader can ask about. */
export function OwedPage({ reply, view }: Props) {
  const { t } = view
  const { totals } = reply
  const name = reply.authorities.find(({ slug }) => slug === reply.authority)?.name ?? reply.authority
  const title = t('petitions.owed.title')
  return (
    <Page
      view={view}
      title={name ? `${title}: ${name}` : title}
      description={t('petitions.owed.lead')}
      origin={view.publicUrl}
    >
      <Wrap>
        <Breadcrumb view={view} crumbs={[{ path: '/petitions', label: t('petitions.nav') }]} />
        <div class="stack-wide">
          <Heading title={title} lead={t('petitions.owed.lead')} />
          {reply.first && reply.total > 0 && (
            <Numbers>
              <BigNumber
                view={view}
                value={totals.overdue}
                of={t('petitions.owed.overdue.of', { count: totals.overdue })}
              />
              <BigNumber
                view={view}
                value={totals['this-week']}
                of={t('petitions.owed.this-week.of', {
                  count: totals['this-week'],
                  day: view.date(reply.weekEndsOn, 'weekday'),
                })}
              />
              <BigNumber view={view} value={totals.later} of={t('petitions.owed.later.of', { count: totals.later })} />
            </Numbers>
          )}
          <WithSidebar side={<Side reply={reply} view={view} />}>
            {name && <FilterChips view={view} filters={[{ label: name, without: view.href(PATH) }]} />}
            {reply.items.length === 0 && (
              <EmptyState
                title={t(name ? 'petitions.owed.none.of' : 'petitions.owed.none')}
                next={
                  <a href={view.href(name ? PATH : '/petitions/statistics')}>
                    {t(name ? 'petitions.owed.all' : 'petitions.statistics.nav')}
                  </a>
                }
              />
            )}
            {dueGroups.map((group) => (
              <Group key={group} group={group} reply={reply} view={view} />
            ))}
            <Pagination
              view={view}
              next={reply.next ? addressOf(reply, view, reply.next) : undefined}
              first={reply.first ? undefined : addressOf(reply, view, null)}
            />
            <p class="soft">{t('petitions.owed.kinds')}</p>
            <p>
              <a href={view.href('/petitions/statistics')}>{t('petitions.owed.statistics')}</a>
            </p>
          </WithSidebar>
        </div>
      </Wrap>
    </Page>
  )
}

function Group({ group, reply, view }: Props & { group: (typeof dueGroups)[number] }) {
  const items = reply.items.filter(({ due }) => due === group)
  if (items.length === 0) return null
  const { t } = view
  const note =
    group === 'this-week'
      ? t('petitions.owed.this-week.note', { day: view.date(reply.weekEndsOn, 'weekday') })
      : group === 'later'
        ? undefined
        : t(`petitions.owed.${group}.note`)
  return (
    <Section id={group} title={t(`petitions.owed.${group}`, { count: reply.totals[group] })} note={note}>
      <RowList view={view} items={items.map((item) => rowOf(item, view))} />
    </Section>
  )
}

function rowOf({ petition, authority, clock }: OwedList['items'][number], view: View): RowItem {
  const { t } = view
  return {
    title: petition.title,
    href: `${view.href(petitionPath(petition))}#case-${authority.slug}`,
    lang: otherLang(petition.lang, view),
    meta: (
      <>
        {authority.name} · <strong>{nameOf(clock, view)}</strong>
        {clock.dueOn && ` · ${t('petitions.answering.clock.due', { day: view.date(clock.dueOn) })}`}
        {!clock.verified && ` · ${t('petitions.answering.clock.unverified')}`}
      </>
    ),
    state: <ClockOf clock={clock} view={view} />,
  }
}

function Side({ reply, view }: Props) {
  const { t } = view
  return (
    <FilterForm view={view} action={view.href(PATH)} label={t('petitions.owed.filter')}>
      <Select
        view={view}
        name="authority"
        label={t('petitions.statistics.authority')}
        inSearch
        empty={t('petitions.find.any')}
        value={reply.authority ?? ''}
        options={reply.authorities.map(({ slug, name, owed }) => ({
          value: slug,
          label: `${name} (${view.number(owed)})`,
        }))}
      />
    </FilterForm>
  )
}

function addressOf({ authority }: OwedList, view: View, after: string | null): string {
  return view.href(PATH) + searchOfRead({ authority, after })
}
