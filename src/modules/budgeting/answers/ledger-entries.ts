import type { Entry } from '#commons/ledger/append-entry.ts'
import type { EntryKind } from '#commons/ledger/entry-kinds.ts'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'

export const ledgerEntries: EntryKind[] = [
  { kind: 'budgeting.idea-answered', v: 1, says: 'budgeting.entry.idea-answered' },
  { kind: 'budgeting.answer-asked-again', v: 1, says: 'budgeting.entry.answer-asked-again' },
]

/** The authority answered an idea: it takes it up at this cost (minor units), or, with `cost` null, does not. The words stand on its page. */
export function ideaAnswered(process: number, idea: number, cost: number | null, day: PlainDay): Entry {
  return { kind: 'budgeting.idea-answered', v: 1, process, idea, 'taken-up': cost !== null, cost, day }
}

/** Its author asked that somebody else looks at an idea again that was not taken up; the next answer to it is the last. */
export function answerAskedAgain(process: number, idea: number, day: PlainDay): Entry {
  return { kind: 'budgeting.answer-asked-again', v: 1, process, idea, day }
}
