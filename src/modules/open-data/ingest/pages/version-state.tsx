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

interface Props {
  view: View
  state: VersionState
  /** Nobody sees a version before its dataset is public. */
  dataset: { public: boolean }
}

export function VersionStatePill({ view, state, dataset }: Props) {
  if (state === 'published' && !dataset.public)
    return <Pill tone="waiting">{view.t('open-data.ingest.state.released')}</Pill>
  return <Pill tone={TONES[state]}>{view.t(`open-data.ingest.state.${state}`)}</Pill>
}
