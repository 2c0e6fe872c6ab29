import type { View } from '#kernel/i18n/view.ts'
import { Pill } from '#ui/components/Pill.tsx'
import type { TimelineStep } from '#ui/components/Timeline.tsx'
import type { ProcessListItem } from '../replies.ts'

type Standing = Pick<ProcessListItem, 'state' | 'phase'>

/** What one can do now, or that it is over, in a word or two. */
export function ProcessPill({ view, item: { state, phase } }: { view: View; item: Standing }) {
  const { t } = view
  if (state === 'draft') return <Pill tone="waiting">{t('processes.state.draft')}</Pill>
  if (state !== 'running') return <Pill tone="neutral">{t(`processes.state.${state}`)}</Pill>
  if (phase?.standing === 'open') return <Pill tone="going">{phase.name}</Pill>
  return (
    <Pill tone={phase?.standing === 'coming' ? 'waiting' : 'good'}>
      {phase?.standing === 'coming' ? t('processes.standing.coming') : t('processes.state.ended')}
    </Pill>
  )
}

/** Where a phase stands in a list of all: one that had not begun when its process was over does not come any more. */
export function standingIn(
  standing: 'coming' | 'open' | 'closed',
  process: ProcessListItem['state'],
): TimelineStep['state'] {
  if (standing === 'closed') return 'done'
  if (standing === 'open') return 'now'
  return process === 'ended' || process === 'cancelled' ? 'stopped' : 'todo'
}

/** The days of a phase. A rehearsal went through all of them at once: they are those of its process, and may be still to come. */
export function daysOf(phase: { opensOn: string; closesOn: string }, rehearsal: boolean, view: View): string {
  const days = { from: view.date(phase.opensOn), to: view.date(phase.closesOn) }
  return view.t(rehearsal ? 'processes.rehearsal.days' : 'processes.from-to', days)
}

/** Until when, or from when. */
export function phaseLine(view: View, { state, phase }: Standing): string | null {
  if (state !== 'running' || !phase) return null
  if (phase.standing === 'open') return view.t('processes.open-until', { day: view.date(phase.closesOn) })
  if (phase.standing === 'coming')
    return view.t('processes.comes', { phase: phase.name, day: view.date(phase.opensOn) })
  return null
}
