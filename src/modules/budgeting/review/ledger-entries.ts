import type { Entry } from '#commons/ledger/append-entry.ts'
import type { EntryKind } from '#commons/ledger/entry-kinds.ts'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import type { MessageKey } from '#kernel/i18n/translator.ts'
import type { Aspect, RefusalReason, Verdict } from './aspects.ts'

const versions = {
  'opinion-given': 1,
  'idea-accepted': 1,
  'idea-refused': 1,
  'refusal-appealed': 1,
  'refusal-final': 1,
} as const

export const ledgerEntries: EntryKind[] = Object.entries(versions).map(([act, v]) => ({
  kind: `budgeting.${act}`,
  v,
  says: `budgeting.entry.${act}` as MessageKey,
}))

/** An office of an authority (by its address here) said what it holds of an idea. */
export function opinionGiven(
  idea: number,
  said: { aspect: Aspect; verdict: Verdict; authority: string },
  day: PlainDay,
): Entry {
  return { kind: 'budgeting.opinion-given', v: 1, idea, ...said, day }
}

/** It can be done at this cost (minor units), from this envelope. */
export function ideaAccepted(idea: number, envelope: number, cost: number, day: PlainDay): Entry {
  return { kind: 'budgeting.idea-accepted', v: 1, idea, envelope, cost, day }
}

export function ideaRefused(idea: number, reason: RefusalReason, day: PlainDay): Entry {
  return { kind: 'budgeting.idea-refused', v: 1, idea, reason, day }
}

export function refusalAppealed(idea: number, day: PlainDay): Entry {
  return { kind: 'budgeting.refusal-appealed', v: 1, idea, day }
}

/** `upheld` on appeal, or `not-appealed` in time. */
export function refusalFinal(idea: number, how: 'upheld' | 'not-appealed', day: PlainDay): Entry {
  return { kind: 'budgeting.refusal-final', v: 1, idea, how, day }
}
