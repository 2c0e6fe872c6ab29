import { sameNumbers } from '#commons/demo/same-numbers.ts'
import type { Picks } from '../vote/picks.ts'

/** How made-up people choose; stated on the page of the rehearsal. */
export const models = ['budgeting.even', 'budgeting.districts', 'budgeting.favourites'] as const
export type Model = (typeof models)[number]

export interface OnBallot {
  number: number
  /** Position of its envelope. */
  envelope: number
  placeKey: string
}

export interface EnvelopeLimits {
  position: number
  minPicks: number
  maxPicks: number
}

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
    for (const { position, minPicks, maxPicks } of envelopes) {
      const chosen = projects
        .filter(({ envelope }) => envelope === position)
        .map(({ number, placeKey }) => {
          const here = model === 'budgeting.districts' ? (placeKey === home ? 2 : 0.4) : 1
          return { number, want: (liking.get(number) ?? 0) * here - random() }
        })
        .sort((a, b) => b.want - a.want)
      // At least what the envelope asks for, or it would be no ballot.
      const least = Math.min(Math.max(1, minPicks), chosen.length)
      const taken = chosen.filter(({ want }, at) => want > 0 || at < least).slice(0, maxPicks)
      if (taken.length >= minPicks && taken.length > 0)
        picks[position] = taken.map(({ number }) => number).sort((a, b) => a - b)
    }
    return picks
  }
  return Array.from({ length: voters }, ballot).filter((picks) => Object.keys(picks).length > 0)
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
