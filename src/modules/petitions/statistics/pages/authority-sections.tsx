import type { View } from '#kernel/i18n/view.ts'
import { FoldedTable } from '#ui/components/FoldedTable.tsx'
import { Pill } from '#ui/components/Pill.tsx'
import { Section } from '#ui/components/Section.tsx'
import { Table } from '#ui/components/Table.tsx'
import { otherLang } from '#ui/other-lang.ts'
import { petitionPath } from '../../petition.ts'
import type { AuthorityList, StatisticsView } from '../replies.ts'

interface Props {
  reply: StatisticsView
  view: View
}

/** Rows of a list at first sight: on a phone each is a card. */
const FIRST = 3

/** Terms that have run out, in public and by name of the authority. */
export function OverdueSection({ reply, view }: Props) {
  const { t } = view
  const { total, items } = reply.overdue
  return (
    <Section id="overdue" title={t('petitions.statistics.overdue')} note={t('petitions.statistics.overdue.note')}>
      {items.length === 0 ? (
        <p>{t('petitions.statistics.overdue.none')}</p>
      ) : (
        <>
          <Table
            caption={t('petitions.statistics.overdue')}
            captionHidden
            rows={items.slice(0, FIRST)}
            rowKey={(row) => `${row.petition.number} ${row.authority.slug} ${row.term}`}
            columns={[
              { key: 'petition', header: t('petitions.petition'), cell: (row) => linkTo(row, view), names: true },
              { key: 'authority', header: t('petitions.statistics.authority'), cell: (row) => row.authority.name },
              {
                key: 'term',
                header: t('petitions.statistics.term'),
                cell: (row) =>
                  `${t(`petitions.answering.clock.${row.term}`)} (${t(`petitions.statistics.${row.kind}`)})`,
              },
              {
                key: 'due',
                header: t('petitions.statistics.due'),
                unbroken: true,
                cell: (row) => view.date(row.dueOn, 'short'),
              },
              {
                key: 'days',
                unbroken: true,
                header: t('petitions.statistics.late'),
                cell: (row) => <Pill tone="overdue">{t('petitions.statistics.days', { days: row.daysOver })}</Pill>,
              },
            ]}
          />
          <MoreThan shown={Math.min(items.length, FIRST)} total={total} view={view} />
        </>
      )}
      <p>
        <a href={view.href('/petitions/owed')}>{t('petitions.owed.link')}</a>
      </p>
    </Section>
  )
}

export function UnansweredSection({ reply, view }: Props) {
  const { t } = view
  const { total, items } = reply.unanswered
  if (items.length === 0) return null
  return (
    <Section
      id="unanswered"
      title={t('petitions.statistics.unanswered')}
      note={t('petitions.statistics.unanswered.note')}
    >
      <Unanswered rows={items} view={view} />
      <MoreThan shown={items.length} total={total} view={view} />
    </Section>
  )
}

function Unanswered({ rows, view }: { rows: StatisticsView['unanswered']['items']; view: View }) {
  const { t } = view
  return (
    <FoldedTable
      first={FIRST}
      more={(count) => t('petitions.statistics.unanswered.more', { count })}
      caption={t('petitions.statistics.unanswered')}
      captionHidden
      rows={rows}
      rowKey={(row) => `${row.petition.number} ${row.authority.slug} ${row.threshold}`}
      columns={[
        { key: 'petition', header: t('petitions.petition'), cell: (row) => linkTo(row, view), names: true },
        { key: 'authority', header: t('petitions.statistics.authority'), cell: (row) => row.authority.name },
        {
          key: 'threshold',
          header: t('petitions.statistics.threshold'),
          cell: (row) => `${t(`petitions.threshold.${row.threshold}`)} (${view.number(row.signatures)})`,
        },
        {
          key: 'crossed',
          unbroken: true,
          header: t('petitions.statistics.crossed'),
          cell: (row) => view.date(row.crossedOn, 'short'),
        },
        {
          key: 'days',
          unbroken: true,
          header: t('petitions.statistics.waiting'),
          cell: (row) => t('petitions.statistics.days', { days: row.days }),
        },
      ]}
    />
  )
}

export function AnswersSection({ reply, view }: Props) {
  const { t } = view
  const { total, items } = reply.authorities
  if (items.length === 0) return null
  return (
    <Section id="answers" title={t('petitions.statistics.answers')} note={t('petitions.statistics.answers.note')}>
      <AuthoritiesTable rows={items} view={view} first={FIRST} />
      {total > items.length && (
        <p>
          <a href={view.href('/petitions/statistics/authorities')}>
            {t('petitions.statistics.answers.all', { count: total })}
          </a>
        </p>
      )}
    </Section>
  )
}

/** @param first so many at once; all of them unless said otherwise */
export function AuthoritiesTable({
  rows,
  view,
  first = rows.length,
}: {
  rows: AuthorityList['items']
  view: View
  first?: number
}) {
  const { t } = view
  return (
    <FoldedTable
      first={first}
      more={(count) => t('petitions.statistics.answers.more', { count })}
      caption={t('petitions.statistics.answers')}
      captionHidden
      rows={rows}
      rowKey={(row) => row.authority.slug}
      columns={[
        { key: 'name', header: t('petitions.statistics.authority'), cell: (row) => row.authority.name, names: true },
        {
          key: 'received',
          header: t('petitions.statistics.received'),
          numeric: true,
          cell: (row) => view.number(row.received),
        },
        {
          key: 'answered',
          header: t('petitions.statistics.answered'),
          numeric: true,
          cell: (row) => view.number(row.answered),
        },
        {
          key: 'median',
          header: t('petitions.statistics.median'),
          numeric: true,
          cell: (row) => (row.medianDays === null ? '—' : view.number(row.medianDays)),
        },
        {
          key: 'in-time',
          header: t('petitions.statistics.in-time'),
          numeric: true,
          cell: (row) =>
            row.withTerm === 0 ? '—' : t('petitions.statistics.share', { in: row.inTime, of: row.withTerm }),
        },
        {
          key: 'overdue',
          header: t('petitions.statistics.overdue-now'),
          numeric: true,
          cell: (row) => view.number(row.overdue),
        },
      ]}
    />
  )
}

function linkTo(
  { petition }: StatisticsView['overdue']['items'][number] | StatisticsView['unanswered']['items'][number],
  view: View,
) {
  return (
    <a href={view.href(petitionPath(petition))} lang={otherLang(petition.lang, view)}>
      {petition.title}
    </a>
  )
}

function MoreThan({ shown, total, view }: { shown: number; total: number; view: View }) {
  if (total <= shown) return null
  return <p class="soft">{view.t('petitions.statistics.first-of', { shown, total })}</p>
}
