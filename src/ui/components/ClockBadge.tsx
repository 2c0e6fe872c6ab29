import type { View } from '#kernel/i18n/view.ts'
import { Pill, type Tone } from './Pill.tsx'

export interface ClockBadgeProps {
  view: View
  /** Whole days; negative when the term has passed. */
  daysLeft: number
  daysTotal: number
  /** The article of law, or who promised. */
  basis: string
  kind: 'legal' | 'promised'
  /** 'paused' while the authority waits for something; 'met' when it answered. */
  state?: 'running' | 'paused' | 'met' | undefined
  /** From how many days left on the tone warns. */
  soon?: number | undefined
}

/** How much of a term is left, and who set the term. */
export function ClockBadge({ view, daysLeft, daysTotal, basis, kind, state = 'running', soon = 5 }: ClockBadgeProps) {
  const { tone, key } = readClock(daysLeft, daysTotal, state, soon)
  return (
    <span class="clock">
      <Pill tone={tone}>{view.t(key, { days: Math.abs(daysLeft), total: daysTotal })}</Pill>
      <span class="clock-basis">{view.t(`ui.clock.${kind}`, { basis })}</span>
    </span>
  )
}

interface Reading {
  tone: Tone
  key: `ui.clock.${'left' | 'left-only' | 'met' | 'met-late' | 'overdue' | 'paused'}`
}

function readClock(daysLeft: number, daysTotal: number, state: 'running' | 'paused' | 'met', soon: number): Reading {
  if (state === 'met') {
    return daysLeft < 0 ? { tone: 'neutral', key: 'ui.clock.met-late' } : { tone: 'good', key: 'ui.clock.met' }
  }
  if (state === 'paused') return { tone: 'neutral', key: 'ui.clock.paused' }
  if (daysLeft < 0) return { tone: 'overdue', key: 'ui.clock.overdue' }
  // A last day that is no working day moves on: "4 days of 2" would be true and absurd.
  const key = daysLeft > daysTotal ? 'ui.clock.left-only' : 'ui.clock.left'
  return { tone: daysLeft <= soon ? 'waiting' : 'going', key }
}
