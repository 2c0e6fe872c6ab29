import { Icon, type IconName } from './Icon.tsx'

export type Tone = 'going' | 'waiting' | 'good' | 'overdue' | 'neutral'

const MARKS: Record<Tone, IconName> = {
  going: 'going',
  waiting: 'clock',
  good: 'check',
  overdue: 'alert',
  neutral: 'minus',
}

/** A state in one mark and one word; the tone's colour only repeats what they say. */
export function Pill({ tone, children }: { tone: Tone; children: string }) {
  return (
    <span class={`pill pill-${tone}`}>
      <Icon name={MARKS[tone]} />
      {children}
    </span>
  )
}
