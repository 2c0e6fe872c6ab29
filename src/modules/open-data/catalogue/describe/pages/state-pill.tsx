import type { View } from '#kernel/i18n/view.ts'
import { Pill, type Tone } from '#ui/components/Pill.tsx'
import type { DatasetState } from '../../../dataset.ts'

const TONES: Record<DatasetState, Tone> = {
  draft: 'neutral',
  review: 'waiting',
  published: 'good',
  withdrawn: 'overdue',
}

export function StatePill({ state, view }: { state: DatasetState; view: View }) {
  return <Pill tone={TONES[state]}>{view.t(`open-data.catalogue.describe.state.${state}`)}</Pill>
}
