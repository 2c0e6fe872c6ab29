import type { View } from '#kernel/i18n/view.ts'
import { Pill, type Tone } from '#ui/components/Pill.tsx'
import type { IdeaState, Voted } from '../../idea.ts'

const tones: Record<IdeaState, Tone> = {
  proposed: 'going',
  review: 'waiting',
  accepted: 'good',
  refused: 'overdue',
  appealed: 'waiting',
  'refused-finally': 'overdue',
  merged: 'neutral',
  withdrawn: 'neutral',
  hidden: 'neutral',
  unsupported: 'neutral',
  'on-ballot': 'good',
  'to-answer': 'waiting',
  'taken-up': 'good',
  'not-taken-up': 'neutral',
}

/** How an idea stands, in a word or two: after the council's decision whether it is funded, not that it stood on the ballot. */
export function StatePill({
  view,
  idea: { state, voted },
}: {
  view: View
  idea: { state: IdeaState; voted: Voted | null }
}) {
  if (voted !== null)
    return <Pill tone={voted === 'funded' ? 'good' : 'neutral'}>{view.t(`budgeting.ideas.voted.${voted}`)}</Pill>
  return <Pill tone={tones[state]}>{view.t(`budgeting.ideas.state.${state}`)}</Pill>
}
