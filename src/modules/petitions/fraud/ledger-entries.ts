import type { Entry } from '#commons/ledger/append-entry.ts'

/**
 * Signatures that no longer count after a check, or count again: how many of which unit and level, and why. A recount takes them
 * off, or adds them, without knowing which records they were.
 */
export function movedTogether(
  kind: 'set-aside' | 'restored',
  moved: {
    petition: number
    reason: string
    counts: { unit: string; level: string; signatures: number }[]
    day: string
  },
): Entry {
  return { kind: `petitions.signatures-${kind}`, v: 1, ...moved }
}
