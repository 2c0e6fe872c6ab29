import type { View } from '#kernel/i18n/view.ts'
import { Details } from '#ui/components/Details.tsx'
import { Section } from '#ui/components/Section.tsx'
import { Table } from '#ui/components/Table.tsx'
import type { StatisticsView } from '../replies.ts'

interface Props {
  reply: StatisticsView
  view: View
}

export function ByState({ reply, view }: Props) {
  const { t } = view
  return (
    <Section id="by-state" title={t('petitions.statistics.by-state')}>
      <Table
        caption={t('petitions.statistics.by-state')}
        captionHidden
        rows={reply.byState}
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

export function ByTopic({ reply, view }: Props) {
  const { t } = view
  return (
    <Section id="by-topic" title={t('petitions.statistics.by-topic')}>
      <Table
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

const YEAR = 12

/** Months and levels stand apart: crossed, their cells would be small (docs/decisions/0002-small-numbers.md). */
export function ByMonth({ reply, view }: Props) {
  const { t } = view
  const months = reply.byMonth.toReversed()
  return (
    <Section id="by-month" title={t('petitions.statistics.by-month')} note={t('petitions.statistics.by-month.note')}>
      <Months rows={months.slice(0, YEAR)} view={view} />
      {months.length > YEAR && (
        <Details summary={t('petitions.statistics.earlier-months')}>
          <Months rows={months.slice(YEAR)} view={view} />
        </Details>
      )}
    </Section>
  )
}

function Months({ rows, view }: { rows: StatisticsView['byMonth']; view: View }) {
  const { t } = view
  return (
    <Table
      caption={t('petitions.statistics.by-month')}
      captionHidden
      rows={rows}
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
  )
}
