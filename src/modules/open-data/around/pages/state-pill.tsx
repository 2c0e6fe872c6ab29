import type { View } from '#kernel/i18n/view.ts'
import { Pill, type Tone } from '#ui/components/Pill.tsx'
import type { ReuseState } from '../reuse.ts'

const tones: Record<ReuseState, Tone> = { proposed: 'waiting', listed: 'good', refused: 'overdue' }

export function ReuseStatePill({ state, view }: { state: ReuseState; view: View }) {
  return <Pill tone={tones[state]}>{view.t(`open-data.around.state.${state}`)}</Pill>
}
