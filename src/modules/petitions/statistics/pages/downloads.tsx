import type { View } from '#kernel/i18n/view.ts'

/** The data behind a chart. @param path without '.csv' and '.json' */
export function Downloads({ path, view }: { path: string; view: View }) {
  const { t } = view
  return (
    <p class="soft screen-only">
      {t('petitions.statistics.download')} <a href={`${path}.csv`}>{t('petitions.statistics.csv')}</a>
      {' · '}
      <a href={`${path}.json`}>{t('petitions.statistics.json')}</a>
    </p>
  )
}
