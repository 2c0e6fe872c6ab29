import type { View } from '#kernel/i18n/view.ts'
import { BigNumber } from '#ui/components/BigNumber.tsx'
import { Progress } from '#ui/components/Progress.tsx'

/** How many support a petition before it goes to moderation, of how many it needs. */
export function Supporters({ view, supporters, needed }: { view: View; supporters: number; needed: number }) {
  const { t } = view
  return (
    <>
      <BigNumber view={view} value={supporters} of={t('petitions.start.support.of', { count: supporters, needed })} />
      <Progress
        view={view}
        value={supporters}
        max={needed}
        label={t('petitions.start.support.label')}
        next={t('petitions.start.support.next')}
      />
    </>
  )
}
