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
      {t('budgeting.vote.amount', { amount: money(view, envelope.amount, currency) })} {picksIn(envelope, t)}{' '}
      {envelope.ballotKind !== 'approval' && `${howTo(envelope, t)} `}
      {t(`budgeting.rule.${envelope.rule}.says`)}
      {envelope.comparison !== 'none' &&
        // The words of this rule tell of the comparison themselves.
        envelope.rule !== 'equalshares/add1-comparison' &&
        ` ${t(`budgeting.vote.compared.${envelope.comparison}`)}`}
      {envelope.minimum !== null && ` ${t('budgeting.vote.minimum', { votes: envelope.minimum })}`}
      {envelope.leftovers === 'next-envelope' && ` ${t('budgeting.vote.leftovers-next')}`}
    </>
  )
}

function howTo({ ballotKind, points, maxPoints, maxPicks }: ProjectList['envelopes'][number], t: View['t']): string {
  if (ballotKind === 'points') return t('budgeting.vote.kind.points.how', { points: points ?? 0, most: maxPoints ?? 0 })
  if (ballotKind === 'ranking') return t('budgeting.vote.kind.ranking.how', { places: maxPicks })
  return t('budgeting.vote.kind.knapsack.how')
}

function picksIn({ minPicks: min, maxPicks: max }: ProjectList['envelopes'][number], t: View['t']): string {
  if (min === 0) return t('budgeting.vote.picks.at-most', { max })
  return min === max ? t('budgeting.vote.picks.exactly', { max }) : t('budgeting.vote.picks.range', { min, max })
}
