import type { Tone } from '#ui/components/Pill.tsx'
import type { CaseState, Outcome } from '../case.ts'

export function caseTone(state: CaseState): Tone {
  if (state === 'answered') return 'good'
  if (state === 'registered' || state === 'following') return 'going'
  return state === 'redirected' ? 'neutral' : 'waiting'
}

export function outcomeTone(outcome: Outcome): Tone {
  return outcome === 'satisfied' ? 'good' : 'neutral'
}
