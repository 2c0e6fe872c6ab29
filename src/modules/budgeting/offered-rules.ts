import { type BallotKind, CURRENCY_UNIT } from './budget.ts'
import type { Rule } from './counting/count.ts'
import { type RuleName, ruleNamed } from './counting/rule-names.ts'

/** Rules that an official chooses from; with the parameters of `ChosenRule` each becomes one of counting/rule-names.ts. */
export const offeredRules = [
  'equalshares/add1u',
  'equalshares/add1',
  'equalshares/votes',
  'equalshares/phragmen',
  'equalshares',
  'bos',
  'phragmen',
  'greedy',
  'greedy-no-skip',
  'greedy-per-cost',
  'maxwelfare',
] as const satisfies RuleName[]
export type OfferedRule = (typeof offeredRules)[number]

export const stops = ['overrun', 'exhaustive'] as const
export const comparisons = ['none', 'count', 'exclusion'] as const

/** What an official says of the count of an envelope. */
export interface ChosenRule {
  rule: OfferedRule
  /** When add1 ends; other rules do not look at it. */
  stop: (typeof stops)[number]
  /** Of Equal Shares; other rules do not look at it. */
  comparison: (typeof comparisons)[number]
  /** Votes (points) that a project needs; null: none. */
  minimum: number | null
}

/** Sequential Phragmén knows only who supports what: it would throw away what points and places say. */
export function takes(rule: OfferedRule, kind: BallotKind): boolean {
  return !rule.endsWith('phragmen') || kind === 'approval' || kind === 'knapsack'
}

/** The rule under its published name, with all that changes the outcome. */
export function ruleOf({ rule, stop, comparison, minimum }: ChosenRule): { rule: RuleName; parameters: Rule } {
  const plain = ruleNamed(rule, { currencyUnit: CURRENCY_UNIT })
  const least = minimum === null || minimum === 0 ? {} : { minimum: { score: minimum } }
  if (plain.kind !== 'equal-shares')
    return {
      rule: rule === 'greedy' && least.minimum ? 'greedy-threshold' : rule,
      parameters: { ...plain, ...least },
    }
  const added = plain.completion === 'add1' || plain.completion === 'add1-votes'
  const options = { ...plain, stop: added ? stop : plain.stop, comparison }
  const exhaustive = added && stop === 'exhaustive'
  const name =
    rule === 'equalshares/add1' && exhaustive
      ? 'equalshares/add1e'
      : rule === 'equalshares/add1u' && exhaustive
        ? 'equalshares/add1eu'
        : rule === 'equalshares/add1' && comparison === 'count'
          ? 'equalshares/add1-comparison'
          : rule
  return { rule: name, parameters: { ...options, ...least } }
}

/** What an official chose to get these parameters. */
export function chosenRule(parameters: Rule): ChosenRule {
  const minimum = parameters.minimum?.score ?? null
  if (parameters.kind !== 'equal-shares')
    return { rule: nameOf(parameters), stop: 'overrun', comparison: 'none', minimum }
  const { completion, stop, comparison } = parameters
  const rule = (
    {
      none: 'equalshares',
      add1: 'equalshares/add1',
      'add1-votes': 'equalshares/add1u',
      votes: 'equalshares/votes',
      phragmen: 'equalshares/phragmen',
    } as const
  )[completion]
  return { rule, stop, comparison, minimum }
}

function nameOf(rule: Exclude<Rule, { kind: 'equal-shares' }>): OfferedRule {
  switch (rule.kind) {
    case 'best-total':
      return 'maxwelfare'
    case 'phragmen':
      return 'phragmen'
    case 'overspending':
      return 'bos'
    case 'greedy':
      if (rule.by === 'votes-per-cost') return 'greedy-per-cost'
      return rule.whenTooDear === 'stop' ? 'greedy-no-skip' : 'greedy'
  }
}
