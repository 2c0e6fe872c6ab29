import type { View } from '#kernel/i18n/view.ts'
import { Pill, type Tone } from '#ui/components/Pill.tsx'
import type { WishState } from '../wish.ts'

const tones: Record<WishState, Tone> = {
  open: 'waiting',
  planned: 'going',
  available: 'good',
  declined: 'neutral',
  withdrawn: 'neutral',
}

export function WishPill({ state, view }: { state: WishState; view: View }) {
  return <Pill tone={tones[state]}>{view.t(`open-data.wishes.state.${state}`)}</Pill>
}
