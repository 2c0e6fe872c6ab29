import { type MessageKey, say } from '#kernel/i18n/translator.ts'
import type { View } from '#kernel/i18n/view.ts'
import type { ClockBadgeProps } from '#ui/components/ClockBadge.tsx'
import type { Tone } from '#ui/components/Pill.tsx'
import type { Decision, DecisionReason, MaskReason } from '../reasons.ts'
import type { ClockView } from '../replies.ts'

type Family =
  | 'kind'
  | 'finding'
  | 'decision'
  | 'did'
  | 'reason'
  | 'mask-reason'
  | 'mask-by'
  | 'flag-reason'
  | 'check'
  | 'barred'

/** The word of a code: petitions.moderation.<family>.<code>. */
export function wordOf(view: View, family: Family, code: string): string {
  return say(view.t, { key: `petitions.moderation.${family}.${code}` as MessageKey })
}

export function toneOf(decision: Decision): Tone {
  if (['published', 'confirmed', 'kept', 'mask-lifted'].includes(decision)) return 'good'
  if (['refused', 'taken-down', 'upheld', 'stands'].includes(decision)) return 'overdue'
  return 'waiting'
}

/** A decision in a line: what, and for which reason. */
export function decisionLine(
  view: View,
  one: { decision: Decision; reason: DecisionReason | MaskReason | null },
): string {
  const did = wordOf(view, 'did', one.decision)
  return one.reason ? `${did}: ${wordOf(view, 'reason', one.reason)}` : did
}

export function clockProps(view: View, clock: ClockView): ClockBadgeProps {
  return {
    view,
    daysLeft: clock.daysLeft,
    daysTotal: clock.daysTotal,
    basis: clock.promisedBy,
    kind: 'promised',
    soon: 1,
  }
}
