import type { View } from '#kernel/i18n/view.ts'
import { Pill, type Tone } from '#ui/components/Pill.tsx'
import type { JobView, SourceList } from '../replies.ts'
import type { JobState } from '../source.ts'

const TONES: Record<JobState, Tone> = {
  queued: 'waiting',
  running: 'going',
  done: 'good',
  failed: 'overdue',
  cancelled: 'neutral',
}

export function JobStatePill({ state, view }: { state: JobState; view: View }) {
  return <Pill tone={TONES[state]}>{view.t(`open-data.harvest.state.${state}`)}</Pill>
}

/** Where a source stands, however long its address is, and whose it is. */
export function SourceMeta({ address, also }: { address: string; also: string[] }) {
  return <span class="break-anywhere">{[address.replace(/^https?:\/\//, ''), ...also].join(' · ')}</span>
}

/** That it needs somebody stands before how its last reading ended. */
export function SourceState({
  source: { stoppedFor, lastState },
  view,
}: {
  source: Pick<SourceList['items'][number], 'stoppedFor' | 'lastState'>
  view: View
}) {
  if (stoppedFor) return <Pill tone="overdue">{view.t('open-data.harvest.stopped')}</Pill>
  return lastState && <JobStatePill state={lastState} view={view} />
}

/** What came of it, in one line; what is nothing is left out. */
export function countsInWords(counts: JobView['counts'], view: View): string {
  const { t } = view
  const told = (['new', 'changed', 'unchanged', 'withdrawn', 'refused'] as const).flatMap((outcome) =>
    counts[outcome] > 0 ? [t(`open-data.harvest.count.${outcome}`, { n: counts[outcome] })] : [],
  )
  return told.length > 0 ? told.join(', ') : t('open-data.harvest.count.none')
}
