import type { View } from '#kernel/i18n/view.ts'
import { Pill, type Tone } from '#ui/components/Pill.tsx'
import type { VersionState } from '../version.ts'

const TONES: Record<VersionState, Tone> = {
  waiting: 'waiting',
  reading: 'going',
  read: 'waiting',
  failed: 'overdue',
  published: 'good',
  superseded: 'neutral',
  recalled: 'overdue',
}

export function VersionStatePill({ view, state }: { view: View; state: VersionState }) {
  return <Pill tone={TONES[state]}>{view.t(`open-data.ingest.state.${state}`)}</Pill>
}
