import type { Envelope, Project } from '../budget.ts'
import { CURRENCY_UNIT } from '../budget.ts'
import { count } from '../counting/count.ts'
import { type Election, electionOf } from '../counting/election.ts'
import type { CastBallots } from '../counting/group-ballots.ts'
import { winnersByRow } from '../counting/metrics.ts'
import type { Outcome } from '../counting/outcome.ts'
import type { Criterion } from '../counting/ties.ts'
import { type Choice, isWeighted, weightOf } from '../vote/choice.ts'

/** Everything that counting an envelope needs, as plain data that goes to a thread. */
export interface ToCount {
  envelope: Pick<Envelope, 'position' | 'amount' | 'ballotKind' | 'maxPicks' | 'rule' | 'parameters' | 'leftovers'>
  projects: Pick<Project, 'number' | 'cost' | 'title'>[]
  /** Numbers of projects of which at most one is funded. */
  exclusive: number[][]
  /** What each ballot says here; also ballots that chose nothing in this envelope. */
  ballots: Choice[]
  tie: { criteria: readonly Criterion[]; lot: string[] }
}

/** The outcome with what is shown of each project and of voters. */
export type Counted = Outcome & {
  /** By number of the project. */
  votes: Record<string, number>
  /** Points by number of the project, where ballots give them. */
  scores?: Record<string, number>
  /** Left by the envelope before this one and spent with its own, minor units. */
  received?: number
  /** How many voters have so many (0, 1, …) of the projects that they chose among the chosen ones; results of before have no such spread. */
  spread?: number[]
}

/**
 * Counts all envelopes of a process, in their order: what one leaves may go to the next.
 * @param begins hears which one (from 0) is counted next
 */
export function countEnvelopes(all: readonly ToCount[], begins: (at: number) => void = () => {}): Counted[] {
  let passed = 0
  return all.map((one, at) => {
    begins(at)
    const counted = countEnvelope(one, passed)
    passed = one.envelope.leftovers === 'next-envelope' ? one.envelope.amount + passed - counted.cost : 0
    return counted
  })
}

/**
 * Counts one envelope from opened ballots. Voters of the envelope are those who chose something in it: who left it out neither pays
 * nor is counted as excluded.
 * @param received minor units that the envelope before left to this one
 */
export function countEnvelope(given: ToCount, received = 0): Counted {
  const { envelope, projects, tie } = given
  const election = envelopeElection(given, received)
  const ids = new Set(projects.map(({ number }) => String(number)))
  const outcome = count(election, {
    name: envelope.rule,
    rule: envelope.parameters,
    ties: { criteria: tie.criteria, lot: tie.lot.filter((id) => ids.has(id)) },
  })
  const byNumber = (figures: Float64Array) =>
    Object.fromEntries(projects.map(({ number }, c) => [String(number), figures[c] as number]))
  const chosen = outcome.selected.map((id) => projects.findIndex(({ number }) => String(number) === id))
  return {
    ...outcome,
    votes: byNumber(election.support.votes),
    ...(isWeighted(envelope.ballotKind) && { scores: byNumber(election.support.score) }),
    ...(received > 0 && { received }),
    spread: spreadOf(election, chosen),
  }
}

function spreadOf(election: Election, chosen: number[]): number[] {
  const won = winnersByRow(election, chosen)
  const spread = Array.from({ length: 1 + won.reduce((most, one) => Math.max(most, one), 0) }, () => 0)
  for (const [row, many] of won.entries())
    spread[many] = (spread[many] as number) + (election.ballots.voters[row] as number)
  return spread
}

/** The election of an envelope: each ballot that chose something in it is a voter. */
export function envelopeElection({ envelope, projects, exclusive, ballots }: ToCount, received = 0): Election {
  const at = new Map(projects.map(({ number }, index) => [number, index]))
  return electionOf({
    projects: projects.map(({ number, cost, title }) => ({ id: String(number), cost, name: title })),
    budget: envelope.amount + received,
    cast: castIn(ballots, envelope, at),
    currencyUnit: CURRENCY_UNIT,
    exclusive: exclusive.map((set) => set.flatMap((number) => at.get(number) ?? [])).filter((set) => set.length > 1),
  })
}

/** Three long arrays instead of a hundred thousand short ones. @param at index of each project that was not taken off */
function castIn(
  ballots: readonly Choice[],
  { ballotKind, maxPicks }: ToCount['envelope'],
  at: ReadonlyMap<number, number>,
): CastBallots {
  const start = [0]
  const project: number[] = []
  const weight: number[] = []
  for (const choice of ballots) {
    // A project that was taken off is nobody's; places in a ranking stay as they were filled.
    choice.forEach((one, place) => {
      const index = at.get(typeof one === 'number' ? one : one[0])
      if (index === undefined) return
      project.push(index)
      weight.push(weightOf(one, place, ballotKind, maxPicks))
    })
    if (project.length > (start.at(-1) as number)) start.push(project.length)
  }
  return {
    start: Int32Array.from(start),
    project: Int32Array.from(project),
    weight: isWeighted(ballotKind) ? Float64Array.from(weight) : undefined,
  }
}
