import type { View } from '#kernel/i18n/view.ts'
import type { Crumb } from '#ui/components/Breadcrumb.tsx'
import { Pill, type Tone } from '#ui/components/Pill.tsx'
import { Timeline } from '#ui/components/Timeline.tsx'
import { phases, type Stage } from '../challenge.ts'
import type { ChallengeItem, TeamView } from '../replies.ts'

export function challengeCrumbs({ t }: View): Crumb[] {
  return [
    { path: '/data', label: t('open-data.catalogue.title') },
    { path: '/data/challenges', label: t('open-data.challenges.room') },
  ]
}

/** The phase that runs, or how it ended. */
export function ChallengePill({ item, view }: { item: ChallengeItem; view: View }) {
  const { t } = view
  const { state, phase } = item
  if (state === 'open')
    return (
      <Pill tone={phase === null ? 'waiting' : 'going'}>
        {t(phase === null ? 'open-data.challenges.phase.over' : `open-data.challenges.phase.${phase}`)}
      </Pill>
    )
  return <Pill tone={state === 'closed' ? 'good' : 'neutral'}>{t(`open-data.challenges.state.${state}`)}</Pill>
}

const tones: Record<Stage, Tone> = {
  joined: 'waiting',
  prototype: 'going',
  pilot: 'going',
  result: 'good',
  withdrawn: 'neutral',
}

export function StagePill({ team, view }: { team: TeamView; view: View }) {
  return <Pill tone={tones[team.stage]}>{view.t(`open-data.challenges.stage.${team.stage}`)}</Pill>
}

/** The phases with their last days. */
export function Phases({ item, view }: { item: ChallengeItem; view: View }) {
  const { t } = view
  const until = { teams: item.teamsUntil, prototypes: item.prototypesUntil, pilot: item.pilotUntil }
  const now = item.phase === null ? phases.length : phases.indexOf(item.phase)
  const ended = item.state === 'closed' || item.state === 'cancelled'
  return (
    <Timeline
      view={view}
      steps={phases.map((phase, at) => ({
        state: ended || at < now ? 'done' : at === now && item.state === 'open' ? 'now' : 'todo',
        title: t(`open-data.challenges.phase.${phase}`),
        meta: t('open-data.challenges.until', { day: view.date(until[phase]) }),
      }))}
    />
  )
}
