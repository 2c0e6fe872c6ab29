import { WorkCrumbs } from '#commons/work/pages/work-page.tsx'
import { searchOfRead } from '#kernel/http/search-of-read.ts'
import type { View } from '#kernel/i18n/view.ts'
import { ButtonLink } from '#ui/components/Button.tsx'
import { Checkbox } from '#ui/components/Choices.tsx'
import { ClockBadge } from '#ui/components/ClockBadge.tsx'
import { Details } from '#ui/components/Details.tsx'
import { dotted } from '#ui/components/dotted.ts'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { type Filter, FilterChips } from '#ui/components/FilterChips.tsx'
import { FilterForm } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Pagination } from '#ui/components/Pagination.tsx'
import { Pill } from '#ui/components/Pill.tsx'
import { QueueTable } from '#ui/components/QueueTable.tsx'
import { Select } from '#ui/components/Select.tsx'
import { itemKinds } from '../reasons.ts'
import type { QueueView } from '../replies.ts'
import { clockProps, wordOf } from './words.ts'

interface Props {
  reply: QueueView
  view: View
}
type Row = QueueView['items'][number]

export const QUEUE = '/work/moderation'

/** What waits for a decision, what is due first on top. */
export function QueuePage({ reply, view }: Props) {
  const { t } = view
  return (
    <Page view={view} title={t('petitions.moderation.queue')} noindex>
      <Wrap>
        <WorkCrumbs view={view} />
        <div class="stack">
          <Heading
            title={t('petitions.moderation.queue')}
            lead={t('petitions.moderation.queue.lead')}
            meta={dotted([
              t('petitions.moderation.queue.total', { count: reply.total - reply.anothers }),
              reply.anothers > 0 && t('petitions.moderation.queue.anothers', { count: reply.anothers }),
            ])}
          />
          <Details summary={t('petitions.moderation.filters')}>
            <Filters reply={reply} view={view} />
          </Details>
          <FilterChips view={view} filters={activeFilters({ reply, view })} clear={view.href(QUEUE)} />
          {reply.items.length === 0 ? (
            <EmptyState
              title={t('petitions.moderation.queue.empty')}
              next={<ButtonLink href={view.href('/petitions/decisions')}>{t('petitions.moderation.list')}</ButtonLink>}
            />
          ) : (
            <Queue reply={reply} view={view} />
          )}
          <Pagination
            view={view}
            next={reply.next ? address(view, { ...reply.query, after: reply.next }) : undefined}
            first={reply.query.after ? address(view, { ...reply.query, after: null }) : undefined}
          />
        </div>
      </Wrap>
    </Page>
  )
}

function Queue({ reply, view }: Props) {
  const { t } = view
  return (
    <QueueTable
      view={view}
      caption={t('petitions.moderation.queue')}
      captionHidden
      rows={reply.items}
      rowKey={(row) => row.id}
      href={(row) => view.href(`${QUEUE}/${row.id}`)}
      title={(row) => row.title}
      titleLang={(row) => row.lang}
      titleHeader={t('petitions.petition')}
      columns={[
        {
          key: 'clock',
          header: t('petitions.moderation.column.clock'),
          cell: (row) => (
            <>
              <ClockBadge {...clockProps(view, row.clock)} />
              {row.escalated && <Pill tone="overdue">{t('petitions.moderation.escalated')}</Pill>}
            </>
          ),
        },
        { key: 'kind', header: t('petitions.moderation.column.kind'), cell: (row) => kindOf(row, view) },
        { key: 'place', header: t('petitions.moderation.column.place'), cell: (row) => row.place },
        { key: 'to', header: t('petitions.moderation.column.addressee'), cell: (row) => row.addressees.join('; ') },
        { key: 'found', header: t('petitions.moderation.column.found'), cell: (row) => foundIn(row, view) },
        { key: 'held', header: t('petitions.moderation.column.held'), cell: (row) => heldBy(row, view) },
      ]}
    />
  )
}

function kindOf(row: Row, view: View): string {
  const kind = wordOf(view, 'kind', row.kind)
  return row.flags > 0 ? `${kind} (${view.number(row.flags)})` : kind
}

function foundIn(row: Row, view: View) {
  if (row.findings.length === 0) return view.t('petitions.moderation.found.nothing')
  const words = row.findings.map(({ kind, count }) => `${wordOf(view, 'finding', kind)} (${view.number(count)})`)
  return (
    <div class="may-break">
      {row.stopped && <Pill tone="overdue">{view.t('petitions.moderation.stopped')}</Pill>} {words.join(', ')}
    </div>
  )
}

function heldBy(row: Row, view: View) {
  if (row.anothers && !row.hold?.mine)
    return (
      <div class="may-break">
        <Pill tone="neutral">{view.t('petitions.moderation.anothers')}</Pill> {row.hold && holderOf(row, view)}
      </div>
    )
  return holderOf(row, view)
}

function holderOf(row: Row, view: View): string {
  if (!row.hold) return view.t('petitions.moderation.hold.free')
  return row.hold.mine
    ? view.t('petitions.moderation.hold.mine', { until: view.dateTime(row.hold.until) })
    : view.t('petitions.moderation.hold.other', { name: row.hold.by ?? '—', until: view.dateTime(row.hold.until) })
}

function Filters({ reply, view }: Props) {
  const { t } = view
  const { query, counts } = reply
  return (
    <FilterForm view={view} action={view.href(QUEUE)} label={t('petitions.moderation.filters')}>
      <Select
        view={view}
        name="kind"
        label={t('petitions.moderation.column.kind')}
        required={false}
        value={query.kind ?? ''}
        empty={t('petitions.moderation.filter.all')}
        options={itemKinds.map((kind) => ({
          value: kind,
          label: `${wordOf(view, 'kind', kind)} (${view.number(counts.find((one) => one.kind === kind)?.items ?? 0)})`,
        }))}
      />
      <Select
        view={view}
        name="place"
        label={t('petitions.moderation.column.place')}
        required={false}
        value={query.place ?? ''}
        empty={t('petitions.moderation.filter.all')}
        options={reply.places.map(({ key, name }) => ({ value: key, label: name }))}
      />
      <Select
        view={view}
        name="held"
        label={t('petitions.moderation.column.held')}
        required={false}
        value={query.held ?? ''}
        empty={t('petitions.moderation.filter.all')}
        options={[
          { value: 'mine', label: t('petitions.moderation.filter.mine') },
          { value: 'free', label: t('petitions.moderation.hold.free') },
        ]}
      />
      <Checkbox
        view={view}
        name="overdue"
        label={t('petitions.moderation.filter.overdue')}
        checked={query.overdue}
        required={false}
      />
    </FilterForm>
  )
}

function activeFilters({ reply, view }: Props): Filter[] {
  const { query, places } = reply
  const without = (change: Partial<QueueView['query']>) => address(view, { ...query, after: null, ...change })
  return [
    ...(query.kind ? [{ label: wordOf(view, 'kind', query.kind), without: without({ kind: null }) }] : []),
    ...(query.place
      ? [
          {
            label: places.find(({ key }) => key === query.place)?.name ?? query.place,
            without: without({ place: null }),
          },
        ]
      : []),
    ...(query.held
      ? [
          {
            label:
              query.held === 'mine'
                ? view.t('petitions.moderation.filter.mine')
                : view.t('petitions.moderation.hold.free'),
            without: without({ held: null }),
          },
        ]
      : []),
    ...(query.overdue
      ? [{ label: view.t('petitions.moderation.filter.overdue'), without: without({ overdue: false }) }]
      : []),
  ]
}

function address(view: View, query: QueueView['query']): string {
  return view.href(QUEUE) + searchOfRead(query)
}
