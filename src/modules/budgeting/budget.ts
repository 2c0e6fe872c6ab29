import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import type { Localised } from '#kernel/i18n/lang.ts'
import type { Rule } from './counting/count.ts'
import type { RuleName } from './counting/rule-names.ts'

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
  /** When the dice went into the public log, before the tree was signed that draws the lot with them. */
  lotDiceAt: Date | null
  lotCheckpoint: string | null
  resultState: ResultState
  countedAt: Date | null
  contestUntil: PlainDay | null
  protocolAt: Date | null
  decisionNumber: string | null
  decisionOn: PlainDay | null
  annulledReason: string | null
}

/** Rules that an official can choose. Others are there for comparison. */
export const rules = ['equalshares/add1u', 'equalshares/add1', 'greedy', 'greedy-no-skip'] as const satisfies RuleName[]
export type OfferedRule = (typeof rules)[number]

/** Minor units in one unit of the currency. */
export const CURRENCY_UNIT = 100

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
  rule: OfferedRule
  parameters: Rule
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
