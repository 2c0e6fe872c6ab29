import type { View } from '#kernel/i18n/view.ts'

/** Of a file, for people: the nearest unit that gives a number of a few digits. */
export function sizeInWords({ t }: Pick<View, 't'>, bytes: number): string {
  if (bytes < 1_000) return t('open-data.ingest.size.bytes', { count: bytes })
  if (bytes < 1_000_000) return t('open-data.ingest.size.kilobytes', { size: rounded(bytes / 1_000) })
  return t('open-data.ingest.size.megabytes', { size: rounded(bytes / 1_000_000) })
}

const rounded = (size: number): number => (size < 10 ? Math.round(size * 10) / 10 : Math.round(size))
