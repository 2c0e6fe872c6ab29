import type { View } from '#kernel/i18n/view.ts'
import type { SinceVote } from '../project.ts'

/** Why the numbers of the vote and those of what is done differ; nothing where they do not. */
export function SinceVoteNote({ since, process, view }: { since: SinceVote; process: { number: number }; view: View }) {
  const { t } = view
  if (since.stopped + since.reserve === 0) return null
  return (
    <p>
      {since.stopped > 0 && `${t('budgeting.delivery.since-vote.stopped', { count: since.stopped })} `}
      {since.reserve > 0 && `${t('budgeting.delivery.since-vote.reserve', { count: since.reserve })} `}
      <a href={view.href(`/processes/${process.number}/delivery`)}>{t('budgeting.delivery.look')}</a>
    </p>
  )
}
