import type { View } from '#kernel/i18n/view.ts'
import { Table } from '#ui/components/Table.tsx'
import type { RejectView } from '../replies.ts'

/** What was not taken: where it stands, what it is, why. */
export function RejectsTable({ view, rejects }: { view: View; rejects: RejectView[] }) {
  const { t } = view
  return (
    <Table
      caption={t('open-data.ingest.report')}
      captionHidden
      rows={rejects.map((reject, at) => ({ ...reject, at }))}
      rowKey={({ at }) => at}
      columns={[
        { key: 'line', header: t('open-data.ingest.report.line'), names: true, cell: ({ line }) => view.number(line) },
        { key: 'column', header: t('open-data.ingest.report.column'), cell: ({ column }) => column ?? '—' },
        {
          key: 'value',
          header: t('open-data.ingest.report.value'),
          cell: ({ value }) => <code class="break-anywhere">{value}</code>,
        },
        { key: 'reason', header: t('open-data.ingest.report.reason'), cell: ({ reason }) => reason },
      ]}
    />
  )
}
