import type { Picks } from '../vote/choice.ts'

/** How a paper ballot comes to a voter: at a counter, there behind a screen with a helper of the voter's choice, or at home. */
export const ways = ['counter', 'assisted', 'home'] as const
export type Way = (typeof ways)[number]
export type Handed = Record<Way, number>

/** Where the sheets of a batch were: in a box at a counter, or in the box that goes from house to house. */
export const batchKinds = ['box', 'home'] as const
export type BatchKind = (typeof batchKinds)[number]

/**
 * Why a sheet counts nothing. `against-rules`: nowhere a choice that the ballot allows; `unclear`: nobody can tell the choice; `marked`: by
 * a sign the voter could be known; `foreign`: no ballot of this vote.
 */
export const invalidReasons = ['against-rules', 'unclear', 'marked', 'foreign'] as const
export type InvalidReason = (typeof invalidReasons)[number]

/** In place of what was typed, where the numbers that are crossed broke the rules: they are not kept. */
export const AGAINST_RULES = '!'

/** What somebody read on a sheet. */
export type Reading = { picks: Picks } | { blank: true } | { invalid: InvalidReason }

export interface Totals {
  valid: number
  blank: number
  invalid: Record<InvalidReason, number>
  /** Sheets on which the two first read something different. */
  corrected: number
}

export type BatchState = 'reading' | 'differing' | 'agreed' | 'counted'

/** Choices are published among at least so many, so that nobody's stands out by the box that it lay in. */
export const LOT = 20

/** Most published ballots in one part of their list. */
export const MOST_IN_PART = 1_000

/** Ballots on one page to print: thousands would hold up the server, and a browser. */
export const PRINTED_AT_ONCE = 200

/** Most sheets of a batch: what two people read without a rest. */
export const MOST_SHEETS = 200

export function totalsOf(readings: Reading[], corrected: number): Totals {
  const invalid = Object.fromEntries(invalidReasons.map((reason) => [reason, 0])) as Totals['invalid']
  let [valid, blank] = [0, 0]
  for (const reading of readings)
    if ('picks' in reading) valid += 1
    else if ('blank' in reading) blank += 1
    else invalid[reading.invalid] += 1
  return { valid, blank, invalid, corrected }
}

/** How many ballots have to be left over of the printed ones; null where nothing was printed from here. */
export function leftByRight(printed: number, given: number, spoiled: number): number | null {
  return printed === 0 ? null : printed - given - spoiled
}

/** Sheets that were ballots of this vote: no more of them than were given out. */
export function ballotsIn(sheets: number, { invalid }: Pick<Totals, 'invalid'>): number {
  return sheets - invalid.foreign
}

/** The same of all batches that are counted. */
export function ballotsCounted(batches: { sheets: number; totals: Totals | null }[]): number {
  return batches.reduce((sum, { sheets, totals }) => sum + (totals ? ballotsIn(sheets, totals) : 0), 0)
}
