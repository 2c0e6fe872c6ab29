import type { View } from '#kernel/i18n/view.ts'
import type { BallotKind } from '../../budget.ts'

/** How one reads the marks of a ballot that stands in a list: `3`, `3:4` or `3@1`. */
export function MarksRead({ kinds, process, view }: { kinds: BallotKind[]; process: number; view: View }) {
  const { t } = view
  const ticked = kinds.includes('approval') || kinds.includes('knapsack')
  return (
    <p class="soft">
      {t('budgeting.vote.marks.number')} {ticked && kinds.length > 1 && `${t('budgeting.vote.marks.ticked')} `}
      {kinds.includes('points') && `${t('budgeting.vote.marks.points')} `}
      {kinds.includes('ranking') && `${t('budgeting.vote.marks.ranking')} `}
      <a href={view.href(`/processes/${process}/projects`)}>{t('budgeting.vote.marks.projects')}</a>
    </p>
  )
}
