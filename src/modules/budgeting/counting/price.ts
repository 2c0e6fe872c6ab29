import type { Election, Project } from './election.ts'

/** What each row of ballots has left, a voter of it (minor units, float64). */
export interface Purses {
  held: Float64Array
  election: Election
}

/** Filled in by priceIn, again and again: it is called a million times in a count. */
export interface Price {
  /** What a supporter pays for each unit of weight, unless less is left to that one. */
  perWeight: number
  /** How much more (or less) they have than is asked, relative to the cost; null where that was not worked out. */
  slack: number | null
  /** Every supporter pays for the whole weight, by a safe margin. */
  alike: boolean
  /** False where rounding could have decided. */
  trusted: boolean
}

/** Decisions closer than this are left to exact fractions: far above what sums of 10^5 float64 lose (some 10^-12). */
export const NEAR = 1e-9
/** Below this share of the cost, what is left to divide has lost too many digits. */
const LEFT_TO_DIVIDE = 1e-4

/**
 * The lowest price at which the supporters of c cover its cost: sum of min(held, price · weight) = cost.
 * The left side is concave in the price, so Newton's steps from below come nearer and never pass it: those who cannot
 * pay the price give all they have, the others share the rest, until nobody more falls short. No sorting is needed.
 * @param from a lower bound of the price  @param limit above it the price is of no interest, and the bound is left there
 * @returns whether they can pay
 */
export function priceIn(purses: Purses, c: number, from: number, limit: number, price: Price): boolean {
  const { support, ballots, projects } = purses.election
  const { start, row, weight } = support
  const { voters } = ballots
  const { held } = purses
  const { cost } = projects[c] as Project
  const first = start[c] as number
  const end = start[c + 1] as number
  price.trusted = true
  price.slack = null
  price.alike = false
  let asked = from
  for (;;) {
    let paid = 0
    let able = 0
    let rest = 0
    let least = Number.POSITIVE_INFINITY
    if (weight)
      for (let at = first; at < end; at++) {
        const r = row[at] as number
        const has = held[r] as number
        const w = weight[at] as number
        const many = voters[r] as number
        if (has < asked * w) paid += has * many
        else {
          able += many * w
          rest += has * many
          if (has < least * w) least = has / w
        }
      }
    else
      for (let at = first; at < end; at++) {
        const r = row[at] as number
        const has = held[r] as number
        const many = voters[r] as number
        if (has < asked) paid += has * many
        else {
          able += many
          rest += has * many
          if (has < least) least = has
        }
      }
    const left = cost - paid
    const slack = (paid + rest - cost) / cost
    if (able === 0 || slack < -NEAR) {
      price.slack = -slack
      price.trusted = -slack >= NEAR
      return false
    }
    const next = left / able
    // Where rounding keeps somebody just below the price, the step stands still.
    if (next <= least || next <= asked) {
      price.perWeight = Math.max(next, asked)
      price.slack = slack
      price.alike = able === support.weights[c] && least >= price.perWeight * (1 + NEAR)
      price.trusted = slack >= NEAR && left >= cost * LEFT_TO_DIVIDE
      return true
    }
    asked = next
    if (asked > limit) {
      price.perWeight = asked
      return true
    }
  }
}
