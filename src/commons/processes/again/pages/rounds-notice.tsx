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
        <Later key={later.number} later={later} view={view} />
      ))}
    </>
  )
}

function Later({ later, view }: { later: RoundsView['in'][number]; view: View }) {
  const { t } = view
  const link = <a href={view.href(processPath(later))}>{later.title}</a>
  if (later.cancelled !== null)
    return (
      <Notice kind="info" title={t('processes.again.given-up')}>
        <p>{later.cancelled}</p>
        <p>
          {t('processes.again.given-up.was')} {link}
        </p>
      </Notice>
    )
  return (
    <Notice kind="warning" title={t('processes.again.held')}>
      <p>{later.reason}</p>
      <p>
        {t('processes.again.held.in')} {link}
      </p>
    </Notice>
  )
}
