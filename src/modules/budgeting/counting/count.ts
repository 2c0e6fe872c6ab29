import { bestTotal } from './best-total.ts'
import type { Election } from './election.ts'
import { type GreedyOptions, greedy } from './greedy.ts'
import { type Minimum, withMinimum } from './minimum-support.ts'
import { type Outcome, outcomeOf } from './outcome.ts'
import { overspending } from './overspending.ts'
import { phragmen } from './phragmen.ts'
import { type SharesOptions, sharesMethod } from './shares-method.ts'
import { type TieMethod, tieOrder } from './ties.ts'

/** A rule with all that changes its outcome. */
export type Rule = { minimum?: Minimum } & (
  | ({ kind: 'greedy' } & GreedyOptions)
  | { kind: 'best-total' }
  | ({ kind: 'equal-shares' } & SharesOptions)
  | { kind: 'phragmen' }
  | { kind: 'overspending' }
)

/**
 * Counts an election. The same arguments give the same outcome everywhere, to the last digit.
 * @param name under which the outcome is published; see rule-names.ts
 * @throws CannotCount, UnresolvedTie
 */
export function count(
  election: Election,
  { name, rule, ties }: { name: string; rule: Rule; ties: TieMethod },
): Outcome {
  const eligible = rule.minimum ? withMinimum(election, rule.minimum) : election
  const order = tieOrder(eligible, ties)
  const { kind, ...parameters } = rule
  const said = { rule: name, parameters: { kind, ...parameters } as Record<string, unknown>, ties: order }
  switch (rule.kind) {
    case 'greedy':
      return outcomeOf(eligible, greedy(eligible, rule, order), said)
    case 'best-total':
      return outcomeOf(eligible, bestTotal(eligible, order), said)
    case 'phragmen':
      return outcomeOf(eligible, phragmen(eligible, order), said)
    case 'overspending':
      return outcomeOf(eligible, overspending(eligible, order), said)
    case 'equal-shares': {
      const { course, endowment, runs, exactRuns, compared } = sharesMethod(eligible, rule, order)
      return {
        ...outcomeOf(eligible, course, { ...said, endowment }),
        shares: { runs, exactRuns, compared },
      }
    }
  }
}
