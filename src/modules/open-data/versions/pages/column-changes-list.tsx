import type { View } from '#kernel/i18n/view.ts'
import type { ChangedColumns } from '../compare/reply.ts'

/** Which columns came, went, or hold something else. Nothing where all is as it was. */
export function ColumnChangesList({ view, changes }: { view: View; changes: ChangedColumns }) {
  const { t } = view
  const { added, removed, retyped, otherUnit, moved } = changes
  const lines = [
    ...(removed.length > 0 ? [t('open-data.versions.columns.removed', { columns: removed.join(', ') })] : []),
    ...(added.length > 0 ? [t('open-data.versions.columns.added', { columns: added.join(', ') })] : []),
    ...retyped.map(({ title, from, to }) =>
      t('open-data.versions.columns.retyped', {
        column: title,
        from: t(`open-data.ingest.type.${from}`),
        to: t(`open-data.ingest.type.${to}`),
      }),
    ),
    ...otherUnit.map(({ title, from, to }) =>
      t('open-data.versions.columns.other-unit', { column: title, from: from ?? '–', to: to ?? '–' }),
    ),
    ...(moved ? [t('open-data.versions.columns.moved')] : []),
  ]
  if (lines.length === 0) return null
  return (
    <ul>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}
