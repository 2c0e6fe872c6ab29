import type { View } from '#kernel/i18n/view.ts'
import { FoldedTable } from '#ui/components/FoldedTable.tsx'
import { Section } from '#ui/components/Section.tsx'
import type { StatisticsView } from '../replies.ts'

interface Props {
  reply: StatisticsView
  view: View
}

/** States at first sight, those with the most petitions. */
const STATES = 4

export function ByState({ reply, view }: Props) {
  const { t } = view
  return (
    <Section id="by-state" title={t('petitions.statistics.by-state')}>
      <FoldedTable
        first={STATES}
        more={(count) => t('petitions.statistics.by-state.more', { count })}
        caption={t('petitions.statistics.by-state')}
        captionHidden
        rows={reply.byState.toSorted((a, b) => b.petitions - a.petitions)}
        rowKey={(row) => row.state}
        columns={[
          {
            key: 'state',
            header: t('petitions.statistics.state'),
            cell: (row) => t(`petitions.state.${row.state}`),
            names: true,
          },
          { key: 'petitions', header: t('petitions.nav'), numeric: true, cell: (row) => view.number(row.petitions) },
        ]}
      />
    </Section>
  )
}

/** Topics at first sight. */
const TOPICS = 5

export function ByTopic({ reply, view }: Props) {
  const { t } = view
  return (
    <Section id="by-topic" title={t('petitions.statistics.by-topic')}>
      <FoldedTable
        first={TOPICS}
        more={(count) => t('petitions.statistics.by-topic.more', { count })}
        narrow
        caption={t('petitions.statistics.by-topic')}
        captionHidden
        rows={reply.byTopic}
        rowKey={(row) => row.topic}
        columns={[
          {
            key: 'topic',
            header: t('petitions.statistics.topic'),
            cell: (row) => t(`petitions.topic.${row.topic}`),
            names: true,
          },
          { key: 'petitions', header: t('petitions.nav'), numeric: true, cell: (row) => view.number(row.petitions) },
          {
            key: 'signatures',
            header: t('petitions.signatures'),
            numeric: true,
            cell: (row) => view.number(row.signatures),
          },
        ]}
      />
    </Section>
  )
}

/** Months at first sight. */
const MONTHS = 4

/** Months and levels stand apart: crossed, their cells would be small (docs/decisions/0002-small-numbers.md). */
export function ByMonth({ reply, view }: Props) {
  const { t } = view
  return (
    <Section id="by-month" title={t('petitions.statistics.by-month')} note={t('petitions.statistics.by-month.note')}>
      <FoldedTable
        first={MONTHS}
        more={() => t('petitions.statistics.earlier-months')}
        caption={t('petitions.statistics.by-month')}
        captionHidden
        rows={reply.byMonth.toReversed()}
        rowKey={(row) => row.month}
        columns={[
          {
            key: 'month',
            header: t('petitions.statistics.month'),
            cell: (row) => view.date(`${row.month}-01`, 'month'),
            names: true,
          },
          {
            key: 'signatures',
            header: t('petitions.signatures'),
            numeric: true,
            cell: (row) => view.number(row.signatures),
          },
        ]}
      />
    </Section>
  )
}
