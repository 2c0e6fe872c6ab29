import type { View } from '#kernel/i18n/view.ts'
import { money } from '../../money.ts'
import type { ProjectList } from '../replies.ts'

/** How much there is, how many one may choose, by which rule it is counted. */
export function EnvelopeNote({
  view,
  envelope,
  currency,
}: {
  view: View
  envelope: ProjectList['envelopes'][number]
  currency: string
}) {
  const { t } = view
  return (
    <>
      {t('budgeting.vote.amount', { amount: money(view, envelope.amount, currency) })} {howMany(view, envelope)}{' '}
      {t(`budgeting.rule.${envelope.rule}.says`)}
    </>
  )
}

function howMany({ t }: View, { minPicks: min, maxPicks: max }: ProjectList['envelopes'][number]): string {
  if (min === 0) return t('budgeting.vote.picks-most', { max })
  return max === 1 ? t('budgeting.vote.picks-one') : t('budgeting.vote.picks-between', { min, max })
}
