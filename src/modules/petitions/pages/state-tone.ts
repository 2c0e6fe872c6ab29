import type { Tone } from '#ui/components/Pill.tsx'
import type { PetitionState } from '../petition.ts'

interface Shown {
  state: PetitionState
  takesSignatures: boolean
}

/** Past its last day an open petition is closed to readers, before the job has said so. */
export function shownState({ state, takesSignatures }: Shown): PetitionState {
  return state === 'open' && !takesSignatures ? 'closed' : state
}

export function stateTone({ state, takesSignatures }: Shown): Tone {
  if (takesSignatures) return 'going'
  if (state === 'appealed') return 'waiting'
  return state === 'refused' || state === 'refused-finally' ? 'overdue' : 'neutral'
}
