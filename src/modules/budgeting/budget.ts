import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import type { Localised } from '#kernel/i18n/lang.ts'
import type { Rule } from './counting/count.ts'
import type { RuleName } from './counting/rule-names.ts'
import type { Criterion } from './counting/ties.ts'
import type { Category } from './idea.ts'
import type { Names } from './names.ts'

export type ResultState = 'none' | 'provisional' | 'protocol' | 'decided' | 'annulled'

/** A ballot of the account, or one that an anonymous token proves (tokens/). */
export const ballotsBy = ['account', 'token'] as const
export type BallotsBy = (typeof ballotsBy)[number]

/** How needs are ranked (needs/): by points that people spread, or by pairs of which they choose. Fixed once needs are gathered. */
export const rankings = ['points', 'pairs'] as const
export type NeedsRanking = (typeof rankings)[number]

/** What a process that spends money adds to the process. Money is in minor units (bani) throughout. */
export interface Budget {
  processId: string
  currency: string
  supportsNeeded: number
  contestDays: number
  /** How people vote; fixed with the ballot. */
  ballots: BallotsBy
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
  tie: TieMethodName
  /** Numbers of ideas; of each set at most one is funded. */
  exclusive: number[][]
  /** Whether single ballots are published after the close. A receipt can serve a buyer of votes; without the list nobody recounts. */
  listsBallots: boolean
  needsRanking: NeedsRanking
  /** Whether people are asked for their age group, if they want to say it. */
  asksAge: boolean
}

/** How one votes in an envelope: tick projects, tick what the money pays for, spread points, rank. */
export const ballotKinds = ['approval', 'knapsack', 'points', 'ranking'] as const
export type BallotKind = (typeof ballotKinds)[number]

/** Kinds that the envelopes of a ballot have. */
export const kindsOf = (envelopes: readonly { ballotKind: BallotKind }[]): BallotKind[] =>
  ballotKinds.filter((kind) => envelopes.some(({ ballotKind }) => ballotKind === kind))

/** What decides between equal projects. Each ends with the lot, so that no tie is left open. */
export const tieMethods = {
  'cost-votes': ['lower-cost', 'more-votes', 'lot'],
  'votes-cost': ['more-votes', 'lower-cost', 'lot'],
  lot: ['lot'],
} as const satisfies Record<string, readonly Criterion[]>
export type TieMethodName = keyof typeof tieMethods

/**
 * What becomes of money that an envelope leaves: the next envelope, in their order, has it at the count; or it returns. 'carry-over'
 * stands in rows from before this was counted, and cannot be chosen.
 */
export const leftovers = ['return', 'next-envelope'] as const

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
  /** Only ideas of this category; null: of any. */
  category: Category | null
  ballotKind: BallotKind
  minPicks: number
  /** In a ranking also the number of places. */
  maxPicks: number
  /** To spread, and for one project at most, where `ballotKind` is 'points'. */
  points: number | null
  maxPoints: number | null
  rule: RuleName
  parameters: Rule
  leftovers: (typeof leftovers)[number] | 'carry-over'
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
  names: Names
  cost: number
  voidAt: Date | null
  voidReason: string | null
}
