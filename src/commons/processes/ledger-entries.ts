import type { Entry } from '#commons/ledger/append-entry.ts'
import type { EntryKind } from '#commons/ledger/entry-kinds.ts'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import type { MessageKey } from '#kernel/i18n/translator.ts'

const versions = {
  published: 1,
  'phase-opened': 1,
  'phase-closed': 1,
  'dates-moved': 1,
  ended: 1,
  cancelled: 1,
} as const

export const ledgerEntries: EntryKind[] = Object.entries(versions).map(([act, v]) => ({
  kind: `processes.${act}`,
  v,
  says: `processes.entry.${act}` as MessageKey,
}))

/** A process is public, with its phases in order. */
export function processPublished(
  process: number,
  phases: { method: string; opensOn: PlainDay; closesOn: PlainDay }[],
  day: PlainDay,
): Entry {
  return {
    kind: 'processes.published',
    v: 1,
    process,
    phases: phases.map(({ method, opensOn, closesOn }) => ({ method, opens: opensOn, closes: closesOn })),
    day,
  }
}

export function phaseTurned(
  turn: 'opened' | 'closed',
  process: number,
  phase: { position: number; method: string },
  day: PlainDay,
): Entry {
  return { kind: `processes.phase-${turn}`, v: 1, process, phase: phase.position, method: phase.method, day }
}

export function datesMoved(process: number, phase: number, opens: PlainDay, closes: PlainDay, day: PlainDay): Entry {
  return { kind: 'processes.dates-moved', v: 1, process, phase, opens, closes, day }
}

export function processOver(how: 'ended' | 'cancelled', process: number, day: PlainDay): Entry {
  return { kind: `processes.${how}`, v: 1, process, day }
}
