import { sameNumbers } from '#commons/demo/same-numbers.ts'
import type { Envelope } from '../budget.ts'
import type { Choice, Picks } from '../vote/choice.ts'

/** How made-up people choose; stated on the page of the rehearsal. */
export const models = ['budgeting.even', 'budgeting.districts', 'budgeting.favourites'] as const
export type Model = (typeof models)[number]

export interface OnBallot {
  number: number
  /** Position of its envelope. */
  envelope: number
  placeKey: string
  /** Minor units. */
  cost: number
}

export type EnvelopeLimits = Pick<
  Envelope,
  'position' | 'amount' | 'ballotKind' | 'minPicks' | 'maxPicks' | 'points' | 'maxPoints'
>

/**
 * Ballots of made-up people, the same for the same seed.
 *
 * - even: each project is liked by each voter with the same chance
 * - districts: a voter lives where some project is, and likes what is there far more than what is elsewhere
 * - favourites: few projects are liked by most, and most by few
 *
 * @param voters how many ballots
 */
export function syntheticBallots(
  model: Model,
  seed: number,
  voters: number,
  envelopes: EnvelopeLimits[],
  projects: OnBallot[],
): Picks[] {
  const random = sameNumbers(seed)
  const liking = likings(model, projects, random)
  const homes = [...new Set(projects.map(({ placeKey }) => placeKey))]
  const ballot = (): Picks => {
    const home = homes[Math.floor(random() * homes.length)]
    const picks: Picks = {}
    for (const envelope of envelopes) {
      const { position, minPicks, maxPicks } = envelope
      const chosen = projects
        .filter(({ envelope }) => envelope === position)
        .map(({ number, placeKey, cost }) => {
          const here = model === 'budgeting.districts' ? (placeKey === home ? 2 : 0.4) : 1
          return { number, cost, want: (liking.get(number) ?? 0) * here - random() }
        })
        .sort((a, b) => b.want - a.want)
      // At least what the envelope asks for, or it would be no ballot.
      const least = Math.min(Math.max(1, minPicks), chosen.length)
      const wanted = chosen.filter(({ want }, at) => want > 0 || at < least)
      const taken = (envelope.ballotKind === 'knapsack' ? affordable(wanted, envelope.amount) : wanted)
        .slice(0, maxPicks)
        .map(({ number }) => number)
      if (taken.length >= minPicks && taken.length > 0) picks[position] = choiceOf(taken, envelope)
    }
    return picks
  }
  return Array.from({ length: voters }, ballot).filter((picks) => Object.keys(picks).length > 0)
}

/** The best first, each that the rest of the money still pays for. */
function affordable<P extends { cost: number }>(wanted: P[], amount: number): P[] {
  let left = amount
  return wanted.filter(({ cost }) => {
    if (cost > left) return false
    left -= cost
    return true
  })
}

/** @param best numbers of projects, the best first */
function choiceOf(best: number[], { ballotKind, points, maxPoints }: EnvelopeLimits): Choice {
  if (ballotKind === 'ranking') return best
  const ascending = (a: number, b: number) => a - b
  if (ballotKind !== 'points') return best.sort(ascending)
  // Each point in turn to the next, from the best on, as far as there are points.
  const given = new Map<number, number>()
  const most = Math.min(points ?? 0, (maxPoints ?? 0) * best.length)
  for (let at = 0; at < most; at++) {
    const number = best[at % best.length] as number
    given.set(number, (given.get(number) ?? 0) + 1)
  }
  return [...given].sort(([a], [b]) => a - b)
}

function likings(model: Model, projects: OnBallot[], random: () => number): Map<number, number> {
  return new Map(
    projects.map(({ number }) => {
      const drawn = random()
      return [
        number,
        model === 'budgeting.favourites'
          ? 0.06 + 0.74 * drawn ** 4
          : model === 'budgeting.even'
            ? 0.3
            : 0.2 + 0.3 * drawn,
      ]
    }),
  )
}
