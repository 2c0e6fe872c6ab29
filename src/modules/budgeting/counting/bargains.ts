import { charge } from './charge.ts'
import { type Election, type Project, scaleOf } from './election.ts'
import { ExactPurses } from './exact-purses.ts'
import { compareFractions, type Fraction, fraction, toNumber } from './fraction.ts'

/** The best way to buy a project with bounded overspending: the lowest λ ÷ α², and what a weight of 1 is charged, λ · scale ÷ α. */
export interface Offer<T> {
  worth: T
  perWeight: T
  /** perWeight as a number. */
  charged: number
  /** How much worse the next best λ of the project is, relative; null in exact fractions. Of equal ones the highest is taken. */
  gap: number | null
}

/** Purses, and what they can buy, in one kind of numbers. */
export interface Bargains<T> {
  nothing: T
  compare(a: T, b: T): number
  toNumber(n: T): number
  /** @returns null when the supporters have nothing left */
  bestOffer(c: number): Offer<T> | null | 'too long'
  charge(c: number, offer: Offer<T>): void
}

/** Bits of the common denominator beyond which a count would take minutes. */
const TOO_LONG = 20_000

export function floatBargains(election: Election): Bargains<number> {
  const { projects, support, ballots, budget, voters } = election
  const { start, row, weight } = support
  const held = new Float64Array(ballots.voters.length).fill(budget / voters)
  return {
    nothing: 0,
    compare: (a, b) => a - b,
    toNumber: (n) => n,
    charge: (c, { perWeight }) => charge(held, election, c, perWeight),
    bestOffer(c) {
      const { cost } = projects[c] as Project
      const scale = scaleOf(election, c)
      const paying: { price: number; weights: number }[] = []
      let able = 0
      for (let at = start[c] as number; at < (start[c + 1] as number); at++) {
        const r = row[at] as number
        const w = weight ? (weight[at] as number) : 1
        if (held[r] === 0) continue
        const weights = w * (ballots.voters[r] as number)
        paying.push({ price: (held[r] as number) / w, weights })
        able += weights
      }
      paying.sort((a, b) => a.price - b.price)
      let spent = 0
      let best = { worth: Number.POSITIVE_INFINITY, perWeight: 0 }
      let second = Number.POSITIVE_INFINITY
      const consider = (worth: number, perWeight: number) => {
        second = Math.min(second, Math.max(worth, best.worth))
        if (worth <= best.worth) best = { worth, perWeight }
      }
      const offer = () => {
        const gap = Number.isFinite(second) ? second / best.worth - 1 : null
        return { ...best, charged: best.perWeight, gap }
      }
      for (const { price, weights } of paying) {
        const share = (spent + price * able) / cost
        if (share >= 1) {
          const full = (cost - spent) / able
          consider(full / scale, full)
          return offer()
        }
        consider(price / scale / share ** 2, price / share)
        spent += price * weights
        able -= weights
      }
      return paying.length > 0 ? offer() : null
    },
  }
}

export function exactBargains(election: Election): Bargains<Fraction> {
  const { projects } = election
  const purses = new ExactPurses(election, election.budget)
  return {
    nothing: fraction(0),
    compare: compareFractions,
    toNumber,
    bestOffer,
    charge: (c, { perWeight }) => purses.charge(c, perWeight),
  }

  function bestOffer(c: number): Offer<Fraction> | null | 'too long' {
    const { cost } = projects[c] as Project
    const { payers, over } = purses.payersOf(c)
    if (over >> BigInt(TOO_LONG) > 0n) return 'too long'
    const paying = payers.filter(({ held }) => held > 0n)
    paying.sort((a, b) => compareFractions({ n: a.held, d: a.weight }, { n: b.held, d: b.weight }))
    const full = BigInt(cost) * over
    const scale = BigInt(scaleOf(election, c))
    let spent = 0n
    let able = paying.reduce((sum, { weight, voters }) => sum + weight * voters, 0n)
    let best: Omit<Offer<Fraction>, 'charged' | 'gap'> | null = null
    for (const { held, weight, voters } of paying) {
      // At the price held ÷ weight; all of it times weight, to stay whole.
      const paid = spent * weight + held * able
      if (paid >= full * weight) {
        const price = fraction(full - spent, able * over)
        const worth = fraction(price.n, price.d * scale)
        return finished(best && compareFractions(best.worth, worth) < 0 ? best : { worth, perWeight: price })
      }
      // λ = held ÷ (weight · over · scale), α = paid ÷ (weight · full)
      const worth = { n: held * weight * full * full, d: over * scale * paid * paid }
      if (!best || compareFractions(worth, best.worth) <= 0)
        best = { worth, perWeight: { n: held * full, d: over * paid } }
      spent += held * voters
      able -= weight * voters
    }
    return best && finished(best)
  }
}

function finished({ worth, perWeight }: Omit<Offer<Fraction>, 'charged' | 'gap'>): Offer<Fraction> {
  const short = fraction(perWeight.n, perWeight.d)
  return { worth, perWeight: short, charged: toNumber(short), gap: null }
}
