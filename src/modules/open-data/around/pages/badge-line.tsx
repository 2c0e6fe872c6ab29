import type { View } from '#kernel/i18n/view.ts'
import { dotted } from '#ui/components/dotted.ts'
import type { BadgeName } from '../badges/badges.ts'

/** What a dataset is praised for, in a line of a list. High value stands there as a mark of its own. */
export function BadgeLine({ badges, view: { t } }: { badges: BadgeName[]; view: View }) {
  const others = badges.filter((badge) => badge !== 'high-value')
  if (others.length === 0) return null
  return (
    <>
      <br />
      {t('open-data.around.badges')}: {dotted(others.map((badge) => t(`open-data.around.badge.${badge}`)))}
    </>
  )
}
