import type { Entry } from '#commons/ledger/append-entry.ts'
import type { EntryKind } from '#commons/ledger/entry-kinds.ts'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import { keyedHash } from '#kernel/config/secrets.ts'
import type { Comment, HidingReason } from './comment.ts'

export const ledgerEntries: EntryKind[] = [
  { kind: 'discussion.comment-hidden', v: 1, says: 'discussion.entry.comment-hidden' },
  { kind: 'discussion.comment-restored', v: 1, says: 'discussion.entry.comment-restored' },
]

/** A comment is not shown any more. `text` is salted, so that no guess can be tried against it; null where it was erased before. */
export function commentHidden(comment: Comment, reason: HidingReason, day: PlainDay): Entry {
  return {
    kind: 'discussion.comment-hidden',
    v: 1,
    subject: comment.subjectKind,
    number: comment.subjectNumber,
    reason,
    text: hashOf(comment),
    day,
  }
}

/** Its author appealed, and another moderator let it be shown again. */
export function commentRestored(comment: Comment, day: PlainDay): Entry {
  return {
    kind: 'discussion.comment-restored',
    v: 1,
    subject: comment.subjectKind,
    number: comment.subjectNumber,
    text: hashOf(comment),
    day,
  }
}

function hashOf({ salt, markdown }: Comment): string | null {
  return salt && markdown ? keyedHash(salt, 'comment', markdown).toString('base64url') : null
}
