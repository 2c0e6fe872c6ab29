import type { Compared } from './comparison.ts'
import { type Course, chosenIn, idOf, type Reason, type Round } from './course.ts'
import { costOf, type Election } from './election.ts'
import { type Metrics, metricsOf } from './metrics.ts'
import type { Tie, TieOrder } from './ties.ts'

/** Everything that a count says, in ids and plain numbers: it can be published and recounted as it is. */
export interface Outcome {
  /** As in the META section of Pabulib where it has a name for it: 'greedy', 'equalshares/add1' … */
  rule: string
  /** All that was chosen before the vote and changes the count. */
  parameters: Record<string, unknown>
  /** Ids in the order in which they were chosen. */
  selected: string[]
  /** Minor units. */
  cost: number
  rounds: OutcomeRound[]
  unfunded: Unfunded[]
  ties: Tie[]
  certificate: { smallestGap: number | null; exact: boolean }
  metrics: Metrics
  /** Of Equal Shares: how many runs were made, how many of them again in exact fractions, and what voters preferred. */
  shares?: { runs: number; exactRuns: number; compared: Compared | null }
}

export type OutcomeRound = Omit<Round, 'chosen' | 'runnerUp'> & { project: string; runnerUp: string | null }
export type Unfunded = { project: string } & Reason

/** Writes a course down. @param endowment of a voter, first and last, for rules that give voters money */
export function outcomeOf(
  election: Election,
  course: Course,
  said: {
    rule: string
    parameters: Record<string, unknown>
    ties: TieOrder
    endowment?: { start: number; end: number }
  },
): Outcome {
  const chosen = chosenIn(course)
  const { criteria, lot } = said.ties.method
  return {
    rule: said.rule,
    parameters: {
      utilities: election.utilities,
      ...said.parameters,
      ties: criteria,
      ...(lot && criteria.includes('lot') && { lot }),
    },
    selected: chosen.map((c) => idOf(election, c)),
    cost: costOf(election, chosen),
    rounds: course.rounds.map(({ chosen, runnerUp, ...round }) => ({
      project: idOf(election, chosen),
      ...round,
      runnerUp: runnerUp === null ? null : idOf(election, runnerUp),
    })),
    unfunded: [...course.reasons]
      .filter(([c]) => !chosen.includes(c))
      .sort(([a], [b]) => a - b)
      .map(([c, reason]) => ({ project: idOf(election, c), ...reason })),
    ties: course.ties,
    certificate: { smallestGap: course.smallestGap, exact: course.exact },
    metrics: metricsOf(election, chosen, said.endowment),
  }
}
