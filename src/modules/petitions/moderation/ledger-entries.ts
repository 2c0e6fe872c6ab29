import type { Entry } from '#commons/ledger/append-entry.ts'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import type { Decision, DecisionReason, MaskReason } from './reasons.ts'

/** What was decided on the text with this salted hash, and why. Not who decided. */
export function moderationDecided(
  petition: number,
  decision: Decision,
  reason: DecisionReason | MaskReason | null,
  textHash: Buffer,
  day: PlainDay,
): Entry {
  return {
    kind: 'petitions.moderation-decision',
    v: 1,
    petition,
    decision,
    reason,
    text: textHash.toString('base64url'),
    day,
  }
}

/** A part of the text with this salted hash is hidden, or shown again; the hash stays that of the whole text. */
export function textMasked(
  kind: 'masked' | 'unmasked',
  petition: number,
  reason: MaskReason,
  textHash: Buffer,
  day: PlainDay,
): Entry {
  return { kind: `petitions.text-${kind}`, v: 1, petition, reason, text: textHash.toString('base64url'), day }
}
