import type { Envelope, Project } from '../budget.ts'
import { CURRENCY_UNIT } from '../budget.ts'
import { count } from '../counting/count.ts'
import { castBallots, type Election, electionOf } from '../counting/election.ts'
import type { Outcome } from '../counting/outcome.ts'
import type { Criterion } from '../counting/ties.ts'
import { type Choice, isWeighted, weightsIn } from '../vote/choice.ts'

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

/** The outcome with the votes that each project got, by its number; and its points, where ballots give them. */
export type Counted = Outcome & {
  votes: Record<string, number>
  scores?: Record<string, number>
  /** Left by the envelope before this one and spent with its own, minor units. */
  received?: number
}

/** Counts all envelopes of a process, in their order: what one leaves may go to the next. */
export function countEnvelopes(all: readonly ToCount[]): Counted[] {
  let passed = 0
  return all.map((one) => {
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
  return {
    ...outcome,
    votes: byNumber(election.support.votes),
    ...(isWeighted(envelope.ballotKind) && { scores: byNumber(election.support.score) }),
    ...(received > 0 && { received }),
  }
}

/** The election of an envelope: each ballot that chose something in it is a voter. */
export function envelopeElection({ envelope, projects, exclusive, ballots }: ToCount, received = 0): Election {
  const { ballotKind, maxPicks } = envelope
  const at = new Map(projects.map(({ number }, index) => [number, index]))
  const lists = ballots
    .map((choice) =>
      // A project that was taken off is nobody's; places in a ranking stay as they were filled.
      weightsIn(choice, ballotKind, maxPicks).flatMap(([number, weight]) => {
        const index = at.get(number)
        return index === undefined ? [] : [[index, weight] as const]
      }),
    )
    .filter((list) => list.length > 0)
  const weights = isWeighted(ballotKind) ? lists.map((list) => list.map(([, weight]) => weight)) : undefined
  return electionOf({
    projects: projects.map(({ number, cost, title }) => ({ id: String(number), cost, name: title })),
    budget: envelope.amount + received,
    cast: castBallots(
      lists.map((list) => list.map(([index]) => index)),
      weights,
    ),
    currencyUnit: CURRENCY_UNIT,
    exclusive: exclusive.map((set) => set.flatMap((number) => at.get(number) ?? [])).filter((set) => set.length > 1),
  })
}
