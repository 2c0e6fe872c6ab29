import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { View } from '#kernel/i18n/view.ts'
import { Actions, ButtonLink } from '#ui/components/Button.tsx'
import { Measure } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Timeline, type TimelineStep } from '#ui/components/Timeline.tsx'
import { processDeskCrumbs } from '../../pages/process-crumbs.ts'
import type { RehearsalRequestView } from '../replies.ts'
import { requestPath } from '../request.ts'

interface Props {
  reply: RehearsalRequestView
  view: View
}

/** Where one waits for a rehearsal. With scripts it looks by itself; without them there is a link. */
export function RequestPage({ reply, view }: Props) {
  const { t } = view
  const waits = reply.state === 'waiting' || reply.state === 'making'
  return (
    <WorkPage
      view={view}
      title={t('processes.rehearsal.asked')}
      crumbs={processDeskCrumbs(view, reply)}
      meta={t('processes.rehearsal.asked-at', { when: view.dateTime(reply.askedAt) })}
    >
      <Measure>
        <punte-wait class="stack" aria-live="polite" waiting={waits || undefined}>
          <Standing reply={reply} view={view} />
          <Timeline view={view} steps={stepsOf(reply, view)} />
          <Onward reply={reply} view={view} />
        </punte-wait>
      </Measure>
    </WorkPage>
  )
}

function Standing({ reply, view }: Props) {
  const { t } = view
  if (reply.state === 'made') return <Notice kind="success" title={t('processes.rehearsal.made')} />
  if (reply.state === 'failed')
    return (
      <Notice kind="danger" title={t('processes.rehearsal.failed')}>
        <p>{reply.failure}</p>
      </Notice>
    )
  return (
    <Notice title={t(`processes.rehearsal.${reply.state}`)}>
      <p>{t('processes.rehearsal.may-leave')}</p>
    </Notice>
  )
}

function stepsOf({ state, steps }: RehearsalRequestView, view: View): TimelineStep[] {
  const last = steps.findLastIndex(({ beganAt }) => beganAt !== null)
  return steps.map(({ name }, at) => ({
    state: at > last ? 'todo' : at < last || state === 'made' ? 'done' : state === 'failed' ? 'stopped' : 'now',
    title: view.t(`processes.rehearsal.step.${name}`),
  }))
}

function Onward({ reply, view }: Props) {
  const { t } = view
  const desk = `/work/processes/${reply.number}`
  if (reply.made !== null)
    return (
      <Actions>
        <ButtonLink href={view.href(`/processes/${reply.made}/result`)}>
          {t('processes.rehearsal.to-result')}
        </ButtonLink>
        <ButtonLink kind="quiet" href={view.href(`/processes/${reply.made}/evaluation`)}>
          {t('processes.rehearsal.rules')}
        </ButtonLink>
      </Actions>
    )
  return (
    <Actions>
      {reply.state === 'failed' ? (
        <ButtonLink href={view.href(`${desk}/rehearsal`)}>{t('processes.rehearsal.begin')}</ButtonLink>
      ) : (
        <ButtonLink kind="quiet" href={view.href(requestPath(reply))}>
          {t('processes.rehearsal.look-again')}
        </ButtonLink>
      )}
    </Actions>
  )
}
