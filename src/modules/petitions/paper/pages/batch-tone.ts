import type { Tone } from '#ui/components/Pill.tsx'
import type { BatchState } from '../batch.ts'

export function batchTone(state: BatchState): Tone {
  if (state === 'accepted') return 'good'
  if (state === 'differing') return 'overdue'
  return state === 'counting' ? 'waiting' : 'neutral'
}
