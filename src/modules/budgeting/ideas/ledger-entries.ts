import type { Entry } from '#commons/ledger/append-entry.ts'
import type { EntryKind } from '#commons/ledger/entry-kinds.ts'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import { keyedHash } from '#kernel/config/secrets.ts'
import type { MessageKey } from '#kernel/i18n/translator.ts'

const versions = {
  'idea-proposed': 1,
  'idea-merged': 1,
  'idea-withdrawn': 1,
  'idea-adapted': 1,
  'idea-hidden': 1,
  'idea-shown': 1,
  'support-counted': 1,
} as const

export const ledgerEntries: EntryKind[] = Object.entries(versions).map(([act, v]) => ({
  kind: `budgeting.${act}`,
  v,
  says: `budgeting.entry.${act}` as MessageKey,
}))

/** A text as the public log knows it: salted, so that a hidden one cannot be guessed. */
export function ideaText(salt: Buffer, title: string, markdown: string): string {
  return keyedHash(salt, 'idea', title, markdown).toString('base64url')
}

export function ideaProposed(process: number, idea: number, text: string, day: PlainDay): Entry {
  return { kind: 'budgeting.idea-proposed', v: 1, process, idea, text, day }
}

/** In review those who wrote it changed its text. */
export function ideaAdapted(process: number, idea: number, text: string, day: PlainDay): Entry {
  return { kind: 'budgeting.idea-adapted', v: 1, process, idea, text, day }
}

/** It is part of another idea, as both authors want. */
export function ideaMerged(process: number, idea: number, into: number, day: PlainDay): Entry {
  return { kind: 'budgeting.idea-merged', v: 1, process, idea, into, day }
}

export function ideaWithdrawn(process: number, idea: number, day: PlainDay): Entry {
  return { kind: 'budgeting.idea-withdrawn', v: 1, process, idea, day }
}

/** Its text is not shown any more; the reason stands on its page. */
export function ideaHidden(process: number, idea: number, day: PlainDay): Entry {
  return { kind: 'budgeting.idea-hidden', v: 1, process, idea, day }
}

/** On appeal another moderator gave its words back. */
export function ideaShown(process: number, idea: number, day: PlainDay): Entry {
  return { kind: 'budgeting.idea-shown', v: 1, process, idea, day }
}

/** What was proposed in a phase that closed, with its support and whether it goes on to be reviewed. */
export function supportCounted(
  process: number,
  needed: number,
  ideas: { number: number; supports: number }[],
  day: PlainDay,
): Entry {
  return {
    kind: 'budgeting.support-counted',
    v: 1,
    process,
    needed,
    ideas: ideas.map(({ number, supports }) => ({ idea: number, supports, reviewed: supports >= needed })),
    day,
  }
}
