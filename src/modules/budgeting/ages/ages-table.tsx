import type { View } from '#kernel/i18n/view.ts'
import { BarTable } from '../statistics/pages/bar-table.tsx'
import type { AgesTold } from './replies.ts'

/** Age groups of those who took part, where the vote asked. */
export function AgesTable({ ages, view }: { ages: AgesTold; view: View }) {
  const { t } = view
  return (
    <>
      <BarTable
        view={view}
        caption={t('budgeting.ages.title')}
        head={t('budgeting.ages.band')}
        counted={t('budgeting.statistics.at-least')}
        rows={[
          ...ages.bands.map(({ band, atLeast }) => ({ name: t(`budgeting.ages.band.${band}`), value: atLeast })),
          { name: t('budgeting.statistics.not-told'), value: ages.elsewhere },
        ]}
      />
      <p class="soft">{t('budgeting.ages.note')}</p>
    </>
  )
}
