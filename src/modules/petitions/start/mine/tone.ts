import type { Tone } from '#ui/components/Pill.tsx'
import type { PetitionState } from '../../petition.ts'

const tones: Record<PetitionState, Tone> = {
  supporting: 'waiting',
  moderation: 'waiting',
  returned: 'overdue',
  refused: 'overdue',
  appealed: 'waiting',
  'refused-finally': 'neutral',
  open: 'going',
  closed: 'good',
  archived: 'neutral',
  abandoned: 'neutral',
}

/** How a state looks to the starter: what waits for them stands out. */
export function ownTone(state: PetitionState): Tone {
  return tones[state]
}
