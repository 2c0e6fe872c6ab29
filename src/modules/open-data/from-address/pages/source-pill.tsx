import type { View } from '#kernel/i18n/view.ts'
import { Pill, type Tone } from '#ui/components/Pill.tsx'
import type { SourceState } from '../replies.ts'

const TONES: Record<SourceState, Tone> = {
  going: 'good',
  due: 'waiting',
  fetching: 'going',
  done: 'neutral',
  stopped: 'overdue',
}

/** How an address does; one that did not answer last says so, whatever its turn. */
export function SourcePill({ view, source }: { view: View; source: { state: SourceState; failures: number } }) {
  const { state, failures } = source
  if (state === 'going' && failures > 0)
    return <Pill tone="overdue">{view.t('open-data.from-address.state.failing', { count: failures })}</Pill>
  return <Pill tone={TONES[state]}>{view.t(`open-data.from-address.state.${state}`)}</Pill>
}
