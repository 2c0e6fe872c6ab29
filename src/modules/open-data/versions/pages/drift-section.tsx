import type { View } from '#kernel/i18n/view.ts'
import { Notice } from '#ui/components/Notice.tsx'
import { Section } from '#ui/components/Section.tsx'
import type { DriftView } from '../drift/reply.ts'
import { ColumnChangesList } from './column-changes-list.tsx'

/** What the officer should see before a version takes the place of the one that everybody has. Nothing where it is like that one. */
export function DriftSection({ drift, view }: { drift: DriftView | null; view: View }) {
  const { t } = view
  if (!drift) return null
  return (
    <Section id="drift" title={t('open-data.versions.drift')}>
      <Notice
        kind={drift.mustBeSeen ? 'warning' : 'info'}
        title={t(drift.mustBeSeen ? 'open-data.versions.drift.breaks' : 'open-data.versions.drift.differs')}
        level={3}
      >
        {drift.lost.length > 0 && <p>{t('open-data.versions.drift.lost', { sheets: drift.lost.join(', ') })}</p>}
        {drift.tables.map((table) => (
          <TableDrift key={table.sheet} table={table} view={view} />
        ))}
      </Notice>
    </Section>
  )
}

function TableDrift({ table, view }: { table: DriftView['tables'][number]; view: View }) {
  const { t } = view
  const { sheet, columns, rows, fewer, emptier, emptied } = table
  const lines = [
    ...(emptied.length > 0 ? [t('open-data.versions.drift.emptied', { columns: emptied.join(', ') })] : []),
    ...(fewer ? [t('open-data.versions.drift.fewer', rows)] : []),
    ...emptier.map(({ title, before, now }) =>
      t('open-data.versions.drift.emptier', { column: title, before: before / 100, now: now / 100 }),
    ),
  ]
  return (
    <>
      {sheet && (
        <p>
          <strong>{t('open-data.ingest.sheet', { sheet })}</strong>
        </p>
      )}
      <ColumnChangesList view={view} changes={columns} />
      {lines.length > 0 && (
        <ul>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </>
  )
}
