import type { Entry } from '#commons/ledger/append-entry.ts'
import type { EntryKind } from '#commons/ledger/entry-kinds.ts'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import type { MessageKey } from '#kernel/i18n/translator.ts'

const versions = {
  'dice-thrown': 1,
  'lot-drawn': 2,
  result: 1,
  'result-protocol': 1,
  'result-decided': 1,
  'result-annulled': 1,
} as const

export const ledgerEntries: EntryKind[] = Object.entries(versions).map(([act, v]) => ({
  kind: `budgeting.${act}`,
  v,
  says: `budgeting.entry.${act}` as MessageKey,
}))

/** Dice thrown in public after the close: bound by the log before the tree is signed that draws the lot with them. */
export function diceThrown(process: number, dice: string, day: PlainDay): Entry {
  return { kind: 'budgeting.dice-thrown', v: 1, process, dice, day }
}

/** What orders projects that nothing else tells apart: the dice, and the first tree of this log that holds them, which nobody could foresee. */
export function lotDrawn(
  process: number,
  lot: { dice: string; checkpoint: { size: number; root: string } },
  day: PlainDay,
): Entry {
  return { kind: 'budgeting.lot-drawn', v: 2, process, dice: lot.dice, checkpoint: lot.checkpoint, day }
}

/** What the rule chose from the opened ballots, in the order of choosing. `outcome` is SHA-256 of the canonical JSON that the site shows. */
export function resultCounted(
  process: number,
  envelope: {
    position: number
    rule: string
    ballots: number
    selected: number[]
    cost: number
    /** From the envelope before, minor units. */
    received?: number | undefined
    outcomeHash: Buffer
  },
  day: PlainDay,
): Entry {
  const { position, rule, ballots, selected, cost, received, outcomeHash } = envelope
  return {
    kind: 'budgeting.result',
    v: 1,
    process,
    envelope: position,
    rule,
    ballots,
    selected,
    cost,
    ...(received && { received }),
    outcome: outcomeHash.toString('base64url'),
    day,
  }
}

export function protocolSigned(process: number, day: PlainDay): Entry {
  return { kind: 'budgeting.result-protocol', v: 1, process, day }
}

export function councilDecided(process: number, decision: { number: string; on: PlainDay }, day: PlainDay): Entry {
  return { kind: 'budgeting.result-decided', v: 1, process, decision: decision.number, on: decision.on, day }
}

/** @param envelope position of the one that is annulled while the others stand; without it the whole result is */
export function resultAnnulled(process: number, day: PlainDay, envelope?: number): Entry {
  return { kind: 'budgeting.result-annulled', v: 1, process, ...(envelope !== undefined && { envelope }), day }
}
