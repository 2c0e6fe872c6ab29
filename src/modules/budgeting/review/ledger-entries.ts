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

/** Numbers of the process and of the idea. */
interface Where {
  process: number
  idea: number
}

/** An office of an authority (by its address here) said what it holds of an idea. */
export function opinionGiven(
  { process, idea }: Where,
  said: { aspect: Aspect; verdict: Verdict; authority: string },
  day: PlainDay,
): Entry {
  return { kind: 'budgeting.opinion-given', v: 1, process, idea, ...said, day }
}

/** It can be done at this cost (minor units), from this envelope. */
export function ideaAccepted({ process, idea }: Where, envelope: number, cost: number, day: PlainDay): Entry {
  return { kind: 'budgeting.idea-accepted', v: 1, process, idea, envelope, cost, day }
}

export function ideaRefused({ process, idea }: Where, reason: RefusalReason, day: PlainDay): Entry {
  return { kind: 'budgeting.idea-refused', v: 1, process, idea, reason, day }
}

export function refusalAppealed({ process, idea }: Where, day: PlainDay): Entry {
  return { kind: 'budgeting.refusal-appealed', v: 1, process, idea, day }
}

/** `upheld` on appeal, or `not-appealed` in time. */
export function refusalFinal({ process, idea }: Where, how: 'upheld' | 'not-appealed', day: PlainDay): Entry {
  return { kind: 'budgeting.refusal-final', v: 1, process, idea, how, day }
}
