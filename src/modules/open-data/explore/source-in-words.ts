import type { View } from '#kernel/i18n/view.ts'
import type { AboutTable } from './replies.ts'

interface Sourced extends Pick<AboutTable, 'dataset' | 'institution'> {
  version: Pick<AboutTable['version'], 'seq' | 'publishedAt'>
  rows: Pick<AboutTable['rows'], 'q' | 'filters'>
  errata: Pick<AboutTable['errata'][number], 'seq'>[]
}

/** Whose data is drawn, which version, which rows, and whether somebody has said since that it was wrong: a picture travels without its page. */
export function sourceInWords(
  { dataset, institution, version, rows, errata }: Sourced,
  { t, date }: Pick<View, 't' | 'date'>,
): string {
  const isPart = rows.q !== null || rows.filters.length > 0
  const isCorrected = errata.some(({ seq }) => seq === version.seq)
  return [
    t('open-data.explore.source', {
      institution: institution.name,
      title: dataset.title,
      seq: version.seq,
      day: date(version.publishedAt),
    }),
    ...(isPart ? [t('open-data.explore.source.part')] : []),
    ...(isCorrected ? [t('open-data.explore.source.corrected')] : []),
  ].join(' ')
}
