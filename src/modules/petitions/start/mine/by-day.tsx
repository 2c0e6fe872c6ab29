import type { View } from '#kernel/i18n/view.ts'
import { Details } from '#ui/components/Details.tsx'
import { Section } from '#ui/components/Section.tsx'
import { Table } from '#ui/components/Table.tsx'
import type { MineView } from './replies.ts'

const DAYS_SHOWN = 7

interface Props {
  days: MineView['byDay']
  view: View
}

/** How many asked to sign and how many confirmed, the latest days first; half a year of them is folded. */
export function ByDay({ days: inOrder, view }: Props) {
  const { t } = view
  if (inOrder.length === 0) return null
  const days = inOrder.toReversed()
  return (
    <Section id="by-day" title={t('petitions.start.mine.by-day')} note={t('petitions.start.mine.by-day-note')}>
      <DayTable view={view} days={days.slice(0, DAYS_SHOWN)} caption={t('petitions.start.mine.by-day')} />
      {days.length > DAYS_SHOWN && (
        <Details summary={t('petitions.start.mine.earlier-days')}>
          <DayTable view={view} days={days.slice(DAYS_SHOWN)} caption={t('petitions.start.mine.earlier-days')} />
        </Details>
      )}
    </Section>
  )
}

function DayTable({ view, days, caption }: Props & { caption: string }) {
  const { t } = view
  return (
    <Table
      caption={caption}
      captionHidden
      narrow
      rows={days}
      rowKey={({ day }) => day}
      columns={[
        { key: 'day', header: t('ui.chart.day'), names: true, cell: ({ day }) => view.date(day, 'short') },
        {
          key: 'requested',
          header: t('petitions.start.mine.requested'),
          numeric: true,
          cell: ({ requested }) => view.number(requested),
        },
        {
          key: 'confirmed',
          header: t('petitions.start.mine.confirmed'),
          numeric: true,
          cell: ({ confirmed }) => view.number(confirmed),
        },
      ]}
    />
  )
}
