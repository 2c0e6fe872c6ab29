import type { Entry } from '#commons/ledger/append-entry.ts'
import type { EntryKind } from '#commons/ledger/entry-kinds.ts'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'

export const ledgerEntries: EntryKind[] = [
  { kind: 'open-data.challenge-step', v: 1, says: 'open-data.challenges.entry.challenge-step' },
]

/** What an institution decides about a challenge; `team` is the id of the team that it is about, null when it is about all. */
export function challengeStep(
  { challenge, organisation }: { challenge: number; organisation: string },
  step: 'published' | 'changed' | 'pilot' | 'result' | 'closed' | 'cancelled',
  team: string | null,
  day: PlainDay,
): Entry {
  return { kind: 'open-data.challenge-step', v: 1, challenge, organisation, step, team, day }
}
