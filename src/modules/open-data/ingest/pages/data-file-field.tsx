import type { View } from '#kernel/i18n/view.ts'
import { FileField } from '#ui/components/OtherFields.tsx'
import { sizeInWords } from './size-in-words.ts'

/** Chooses a file with a table, of the kinds that are read. */
export function DataFileField({
  view,
  error,
  mostBytes,
}: {
  view: View
  error?: string | undefined
  mostBytes: number
}) {
  const { t } = view
  return (
    <FileField
      view={view}
      name="file"
      label={t('open-data.ingest.file')}
      hint={t('open-data.ingest.file.hint', { size: sizeInWords(view, mostBytes) })}
      error={error}
      accept=".csv,.tsv,.txt,.xlsx,.ods,.json,.ndjson,.geojson,.parquet,.zip,.gz"
    />
  )
}
