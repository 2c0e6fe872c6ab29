import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import type { Localised } from '#kernel/i18n/lang.ts'

export type ResultState = 'none' | 'provisional' | 'protocol' | 'decided' | 'annulled'

/** What a process that spends money adds to the process. Money is in minor units (bani) throughout. */
export interface Budget {
  processId: string
  currency: string
  supportsNeeded: number
  contestDays: number
  /** Since when rules, envelopes and projects are in the public log and do not change. */
  fixedAt: Date | null
  lotDice: string | null
  lotCheckpoint: string | null
  resultState: ResultState
  countedAt: Date | null
  contestUntil: PlainDay | null
  protocolAt: Date | null
  decisionNumber: string | null
  decisionOn: PlainDay | null
  annulledReason: string | null
}

export const rules = ['equalshares', 'greedy'] as const
export type Rule = (typeof rules)[number]

/**
 * What a rule needs besides the ballots. Equal shares: how it is completed, when increasing stops, by how much each voter's share
 * grows (minor units). Greedy: by votes or by votes for each unit of cost, and whether what no longer fits is skipped.
 */
export type RuleParameters =
  | { completion: 'none' | 'add1' | 'add1-by-votes' | 'by-votes'; stop: 'overrun' | 'exhaustive'; increment: number }
  | { by: 'votes' | 'votes-per-cost'; skip: boolean }

/** A part of the money, for an area and a kind of projects, with its own limits and rule. */
export interface Envelope {
  id: string
  processId: string
  position: number
  name: Localised
  placeKey: string
  amount: number
  minCost: number | null
  maxCost: number | null
  ballotKind: 'approval'
  minPicks: number
  maxPicks: number
  rule: Rule
  parameters: RuleParameters
  leftovers: 'return' | 'carry-over'
}

/** What stands on the ballot: an idea with its cost, frozen. */
export interface Project {
  id: string
  processId: string
  envelopeId: string
  /** Position of its envelope. */
  envelope: number
  ideaId: string
  idea: { number: number; slug: string }
  /** On the ballot and in the public log, from 1 within the process. */
  number: number
  title: string
  lang: 'ro' | 'ru' | 'en'
  cost: number
  voidAt: Date | null
  voidReason: string | null
}

/** What equal shares of a town use unless somebody decides otherwise: each voter's share grows by one leu until the money is overrun. */
export const usualShares: RuleParameters = { completion: 'add1-by-votes', stop: 'overrun', increment: 100 }
export const usualGreedy: RuleParameters = { by: 'votes', skip: true }
