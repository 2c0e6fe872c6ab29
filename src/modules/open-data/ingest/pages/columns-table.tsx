import type { View } from '#kernel/i18n/view.ts'
import { dotted } from '#ui/components/dotted.ts'
import { Table } from '#ui/components/Table.tsx'
import type { ColumnView } from '../replies.ts'

/** What each column of a table is called, by people and by programs, what it holds, and how often nothing stands in it. */
export function ColumnsTable({ view, columns }: { view: View; columns: ColumnView[] }) {
  const { t } = view
  return (
    <Table
      caption={t('open-data.ingest.columns')}
      captionHidden
      rows={columns}
      rowKey={({ name }) => name}
      columns={[
        { key: 'title', header: t('open-data.ingest.column'), names: true, cell: ({ title }) => title },
        { key: 'name', header: t('open-data.ingest.column.name'), cell: ({ name }) => <code>{name}</code> },
        {
          key: 'type',
          header: t('open-data.ingest.column.type'),
          cell: ({ type, format }) =>
            dotted([
              t(`open-data.ingest.type.${type}`),
              format?.unit && t('open-data.ingest.with-unit', { unit: format.unit }),
              format?.pattern?.includes('mmmm') && t('open-data.ingest.with-month-names'),
            ]),
        },
        {
          key: 'missing',
          header: t('open-data.ingest.column.missing'),
          numeric: true,
          cell: ({ missing }) => view.number(missing),
        },
      ]}
    />
  )
}
