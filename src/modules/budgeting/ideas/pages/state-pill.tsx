import type { View } from '#kernel/i18n/view.ts'
import { Pill, type Tone } from '#ui/components/Pill.tsx'
import type { IdeaState } from '../../idea.ts'

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

/** How an idea stands, in a word or two. */
export function StatePill({ view, state }: { view: View; state: IdeaState }) {
  return <Pill tone={tones[state]}>{view.t(`budgeting.ideas.state.${state}`)}</Pill>
}
