import type { Entry } from '#commons/ledger/append-entry.ts'
import type { EntryKind } from '#commons/ledger/entry-kinds.ts'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import type { MessageKey } from '#kernel/i18n/translator.ts'
import type { Cause, DecisionOutcome, ProjectState } from './project.ts'
import type { DeliveryRule } from './rule.ts'

const versions = {
  'delivery-rule': 1,
  'delivery-begun': 1,
  'project-state': 1,
  'project-decided': 1,
  'project-changed': 1,
} as const

export const ledgerEntries: EntryKind[] = Object.entries(versions).map(([act, v]) => ({
  kind: `budgeting.${act}`,
  v,
  says: `budgeting.delivery.entry.${act}` as MessageKey,
}))

/** Before anybody votes: what happens when a chosen project cannot be done. */
export function ruleFixed(process: number, rule: DeliveryRule, day: PlainDay): Entry {
  const { overCostPercent, topUp, fallback } = rule
  return { kind: 'budgeting.delivery-rule', v: 1, process, over: overCostPercent, 'top-up': topUp, fallback, day }
}

/** These projects are funded and delivered from now on. */
export function deliveryBegun(process: number, projects: number[], day: PlainDay): Entry {
  return { kind: 'budgeting.delivery-begun', v: 1, process, projects, day }
}

interface Where {
  process: number
  project: number
}

/** The office says that a project has come so far, on the day `on`. */
export function projectState({ process, project }: Where, state: ProjectState, on: PlainDay, day: PlainDay): Entry {
  return { kind: 'budgeting.project-state', v: 1, process, project, state, on, day }
}

/** The council decided about a project that cannot be done as it was voted on. Money in minor units. */
export function projectDecided(
  { process, project }: Where,
  decided: { cause: Cause; outcome: DecisionOutcome; amount: number; next: number | null },
  decision: { number: string; on: PlainDay },
  day: PlainDay,
): Entry {
  const { cause, outcome, amount, next } = decided
  return {
    kind: 'budgeting.project-decided',
    v: 1,
    process,
    project,
    cause,
    outcome,
    amount,
    next,
    decision: decision.number,
    on: decision.on,
    day,
  }
}

/** A project was changed in what it is; `heard`: its author said something of it. The words stand on its page. */
export function projectChanged({ process, project }: Where, heard: boolean, day: PlainDay): Entry {
  return { kind: 'budgeting.project-changed', v: 1, process, project, heard, day }
}
