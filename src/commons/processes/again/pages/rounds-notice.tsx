import type { View } from '#kernel/i18n/view.ts'
import { Notice } from '#ui/components/Notice.tsx'
import { processPath } from '../../process.ts'
import type { RoundsView } from '../replies.ts'

/** Why a process is held again, and where: on the pages of both. Nothing where it is not. */
export function RoundsNotice({ view, rounds }: { view: View; rounds: RoundsView }) {
  const { t } = view
  const { of } = rounds
  return (
    <>
      {of && (
        <Notice kind="info" title={t('processes.again.is')}>
          <p>{of.reason}</p>
          <p>
            {t('processes.again.is.before')} <a href={view.href(processPath(of))}>{of.title}</a>
          </p>
        </Notice>
      )}
      {rounds.in.map((later) => (
        <Notice key={later.number} kind="warning" title={t('processes.again.held')}>
          <p>{later.reason}</p>
          <p>
            {t('processes.again.held.in')} <a href={view.href(processPath(later))}>{later.title}</a>
          </p>
        </Notice>
      ))}
    </>
  )
}
