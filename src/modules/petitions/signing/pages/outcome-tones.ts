import type { Tone } from '#ui/components/Pill.tsx'
import type { ReceiptView } from '../../replies.ts'

/** How a page colours what became of a signature. */
export const outcomeTones: Record<ReceiptView['outcome'], Tone> = {
  counted: 'good',
  held: 'waiting',
  'mailbox-full': 'neutral',
  withdrawn: 'neutral',
  replaced: 'good',
  invalidated: 'overdue',
}
