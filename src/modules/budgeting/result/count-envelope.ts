import type { Envelope, Project } from '../budget.ts'
import { CURRENCY_UNIT } from '../budget.ts'
import { count } from '../counting/count.ts'
import { castBallots, type Election, electionOf } from '../counting/election.ts'
import { winnersByRow } from '../counting/metrics.ts'
import type { Outcome } from '../counting/outcome.ts'
import type { Criterion } from '../counting/ties.ts'

/** Everything that counting an envelope needs, as plain data that goes to a thread. */
export interface ToCount {
  envelope: Pick<Envelope, 'position' | 'amount' | 'rule' | 'parameters'>
  projects: Pick<Project, 'number' | 'cost' | 'title'>[]
  /** Numbers of the projects that each ballot chose; also ballots that chose nothing in this envelope. */
  ballots: number[][]
  tie: { criteria: readonly Criterion[]; lot: string[] }
}

/**
 * The outcome with the votes that each project got, by its number, and of how many voters so many (0, 1, …) of the projects that they chose are
 * chosen by the count; results of before have no such spread.
 */
export type Counted = Outcome & { votes: Record<string, number>; spread?: number[] }

/**
 * Counts one envelope from opened ballots. Voters of the envelope are those who chose something in it: who left it out neither pays
 * nor is counted as excluded.
 */
export function countEnvelope({ envelope, projects, ballots, tie }: ToCount): Counted {
  const at = new Map(projects.map(({ number }, index) => [number, index]))
  const lists = ballots
    .map((ballot) => ballot.flatMap((number) => at.get(number) ?? []))
    .filter((list) => list.length > 0)
  const election = electionOf({
    projects: projects.map(({ number, cost, title }) => ({ id: String(number), cost, name: title })),
    budget: envelope.amount,
    cast: castBallots(lists),
    currencyUnit: CURRENCY_UNIT,
  })
  const ids = new Set(projects.map(({ number }) => String(number)))
  const outcome = count(election, {
    name: envelope.rule,
    rule: envelope.parameters,
    ties: { criteria: tie.criteria, lot: tie.lot.filter((id) => ids.has(id)) },
  })
  const votes = Object.fromEntries(
    projects.map(({ number }, c) => [String(number), election.support.votes[c] as number]),
  )
  const chosen = outcome.selected.map((id) => projects.findIndex(({ number }) => String(number) === id))
  return { ...outcome, votes, spread: spreadOf(election, chosen) }
}

function spreadOf(election: Election, chosen: number[]): number[] {
  const won = winnersByRow(election, chosen)
  const spread = Array.from({ length: 1 + won.reduce((most, one) => Math.max(most, one), 0) }, () => 0)
  for (const [row, many] of won.entries())
    spread[many] = (spread[many] as number) + (election.ballots.voters[row] as number)
  return spread
}
