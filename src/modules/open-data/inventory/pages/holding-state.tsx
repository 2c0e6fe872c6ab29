import type { View } from '#kernel/i18n/view.ts'
import { Pill, type Tone } from '#ui/components/Pill.tsx'
import type { HoldingState } from '../holding.ts'

const TONES: Record<HoldingState, Tone> = { published: 'good', planned: 'going', overdue: 'overdue', closed: 'neutral' }

export function HoldingStatePill({ state, view }: { state: HoldingState; view: View }) {
  return <Pill tone={TONES[state]}>{view.t(`open-data.inventory.state.${state}`)}</Pill>
}
