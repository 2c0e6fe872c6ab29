import type { BallotKind, Envelope } from '../budget.ts'

/**
 * What a ballot says in one envelope, canonical: numbers of projects, ascending; in a ranking the best first; where points are spread
 * pairs of a project and its points, by project.
 */
export type Choice = number[] | [project: number, points: number][]

/** Choices by position of their envelope; envelopes without a choice are left out. */
export type Picks = Record<string, Choice>

export function numbersIn(choice: Choice): number[] {
  return choice.map((one) => (typeof one === 'number' ? one : one[0]))
}

/** All chosen projects of a ballot, ascending. */
export function chosenIn(picks: Picks): number[] {
  return Object.values(picks)
    .flatMap(numbersIn)
    .sort((a, b) => a - b)
}

/** How a choice is written for people and in files, as the ballot's form sends it: `5`, `5:3` (points), `5@1` (place). */
export function marksIn(choice: Choice, kind: BallotKind): string[] {
  return choice.map((one, at) =>
    typeof one !== 'number' ? one.join(':') : kind === 'ranking' ? `${one}@${at + 1}` : String(one),
  )
}

/** All marks of a ballot, in the order of envelopes. */
export function marksOf(picks: Picks, envelopes: readonly Pick<Envelope, 'position' | 'ballotKind'>[]): string[] {
  return envelopes.flatMap(({ position, ballotKind }) => marksIn(picks[position] ?? [], ballotKind))
}

/**
 * What a chosen project counts: 1 where it is ticked, its points; of `places` places in a ranking the first counts `places`, the last 1,
 * however many the voter filled. @param at where it stands in the choice, from 0
 */
export function weightOf(one: Choice[number], at: number, kind: BallotKind, places: number): number {
  if (typeof one !== 'number') return one[1]
  return kind === 'ranking' ? Math.max(1, places - at) : 1
}

export function weightsIn(choice: Choice, kind: BallotKind, places: number): [project: number, weight: number][] {
  return choice.map((one, at) => [typeof one === 'number' ? one : one[0], weightOf(one, at, kind, places)])
}

export const isWeighted = (kind: BallotKind) => kind === 'points' || kind === 'ranking'
