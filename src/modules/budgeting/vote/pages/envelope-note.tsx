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
      {t('budgeting.vote.amount', { amount: money(view, envelope.amount, currency) })}{' '}
      {t('budgeting.vote.picks', { min: envelope.minPicks, max: envelope.maxPicks })}{' '}
      {t(`budgeting.rule.${envelope.rule}.says`)}
    </>
  )
}
