import type { View } from '#kernel/i18n/view.ts'
import { Table } from '#ui/components/Table.tsx'

interface Row {
  name: string
  value: number
  /** As it is written; without it the number. */
  written?: string
}

interface Props {
  view: View
  caption: string
  head: string
  counted: string
  rows: Row[]
}

/** Figures of one kind, each with a bar; what the drawing shows stands beside it as a number. */
export function BarTable({ view, caption, head, counted, rows }: Props) {
  const most = Math.max(1, ...rows.map(({ value }) => value))
  return (
    <Table
      caption={view.t('budgeting.statistics.table', { what: caption })}
      captionHidden
      rows={rows}
      rowKey={({ name }) => name}
      columns={[
        {
          key: 'name',
          header: head,
          names: true,
          cell: ({ name, value }) => (
            <>
              {name}
              <svg class="progress-bar" width="100%" height="12" aria-hidden="true">
                <rect class="progress-track" width="100%" height="12" rx="6" />
                <rect class="progress-value" width={`${Math.round((value / most) * 1000) / 10}%`} height="12" rx="6" />
              </svg>
            </>
          ),
        },
        { key: 'value', header: counted, numeric: true, cell: ({ value, written }) => written ?? view.number(value) },
      ]}
    />
  )
}
