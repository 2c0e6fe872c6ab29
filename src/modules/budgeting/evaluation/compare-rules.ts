import { CannotCount } from '../counting/cannot-count.ts'
import type { RuleName } from '../counting/rule-names.ts'
import { type OfferedRule, ruleOf, takes } from '../offered-rules.ts'
import { type Counted, countEnvelopes, type ToCount } from '../result/count-envelope.ts'

/** Rules that differ enough to be told apart by whoever reads a table. */
export const comparedRules = [
  'greedy',
  'greedy-per-cost',
  'maxwelfare',
  'equalshares',
  'equalshares/add1u',
  'phragmen',
  'bos',
] as const satisfies OfferedRule[]

/** What one rule makes of the ballots of one envelope. */
export interface Compared {
  /** Index of the envelope. */
  at: number
  rule: RuleName
  /** Ids in the order in which they were chosen. */
  selected: string[]
  cost: number
  excluded: number
  meanWinners: number
}

/**
 * Counts the envelopes of a vote by the rules that were in force, and by every other one that takes such ballots. Money that an envelope leaves
 * goes on as was published. A rule that cannot count a vote is left out.
 */
export function compareRules(all: readonly ToCount[]): Compared[] {
  const inForce = countEnvelopes(all).map((counted, at) => comparedOf(counted, at))
  return [...inForce, ...comparedRules.flatMap((rule) => byRule(rule, all))].filter(
    // A rule in force has its own row already.
    ({ at, rule }, place, list) => list.findIndex((other) => other.at === at && other.rule === rule) === place,
  )
}

function byRule(rule: OfferedRule, all: readonly ToCount[]): Compared[] {
  const named = ruleOf({ rule, stop: 'overrun', comparison: 'none', minimum: null })
  const fits = all.map(({ envelope }) => takes(rule, envelope.ballotKind))
  try {
    const counted = countEnvelopes(
      all.map((one, at) => (fits[at] ? { ...one, envelope: { ...one.envelope, ...named } } : one)),
    )
    return counted.flatMap((outcome, at) => (fits[at] ? [comparedOf(outcome, at)] : []))
  } catch (error) {
    if (error instanceof CannotCount) return []
    throw error
  }
}

function comparedOf({ rule, selected, cost, metrics }: Counted, at: number): Compared {
  const { excluded, meanWinners } = metrics
  return { at, rule: rule as RuleName, selected, cost, excluded, meanWinners }
}
