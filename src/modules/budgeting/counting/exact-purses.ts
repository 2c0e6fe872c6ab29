import type { Election, Project } from './election.ts'
import { type Fraction, fraction, gcd, toNumber } from './fraction.ts'

/** Purse and weight in one key: weights are below 2^20 (group-ballots.ts). */
const PURSES = 2 ** 32

export interface Payer {
  held: bigint
  weight: bigint
  voters: bigint
}

/**
 * What voters have left, exactly. Voters who paid for the same projects share one purse, all amounts stand over one
 * denominator, so that sums and comparisons are those of whole numbers.
 */
export class ExactPurses {
  private readonly election: Election
  /** Row of ballots → purse; purse 0 is the empty one. */
  readonly purseOf: Int32Array
  private held: bigint[]
  private over: bigint

  constructor(election: Election, money: number) {
    this.election = election
    this.purseOf = new Int32Array(election.ballots.voters.length).fill(1)
    this.held = [0n, BigInt(money)]
    this.over = BigInt(election.voters)
  }

  /** What is left in each purse, for every voter who has it. */
  left(): Fraction[] {
    return this.held.map((held) => fraction(held, this.over))
  }

  /** The lowest payment for a weight of 1 at which the supporters cover the cost, or what they lack together. */
  priceOf(c: number): { perWeight: Fraction } | { missing: Fraction } {
    const { projects, support } = this.election
    const cost = BigInt((projects[c] as Project).cost) * this.over
    const { payers } = this.payersOf(c)
    const total = payers.reduce((sum, { held, voters }) => sum + held * voters, 0n)
    if (total < cost) return { missing: fraction(cost - total, this.over) }
    // Newton's steps from below, as in price.ts: price = left ÷ able.
    let left = cost
    let able = BigInt(support.weights[c] as number)
    for (;;) {
      let [nextLeft, nextAble] = [cost, 0n]
      for (const { held, weight, voters } of payers)
        if (held * able < left * weight) nextLeft -= held * voters
        else nextAble += voters * weight
      if (nextAble === able) return { perWeight: fraction(left, able * this.over) }
      left = nextLeft
      able = nextAble
    }
  }

  /** What the supporters of c have left together, minor units. */
  heldFor(c: number): number {
    const { payers, over } = this.payersOf(c)
    return toNumber(
      fraction(
        payers.reduce((sum, { held, voters }) => sum + held * voters, 0n),
        over,
      ),
    )
  }

  /** Takes from every supporter the price of the weight, or all that is left. */
  charge(c: number, perWeight: Fraction): void {
    const common = gcd(this.over, perWeight.d)
    const times = perWeight.d / common
    this.held = this.held.map((held) => held * times)
    this.over *= times
    const unit = perWeight.n * (this.over / perWeight.d)
    const { start, row, weight } = this.election.support
    const moved = new Map<number, number>()
    for (let at = start[c] as number; at < (start[c + 1] as number); at++) {
      const r = row[at] as number
      const w = weight ? (weight[at] as number) : 1
      const key = (this.purseOf[r] as number) + w * PURSES
      let purse = moved.get(key)
      if (purse === undefined) {
        const left = (this.held[this.purseOf[r] as number] as bigint) - unit * BigInt(w)
        purse = left > 0n ? this.held.push(left) - 1 : 0
        moved.set(key, purse)
      }
      this.purseOf[r] = purse
    }
  }

  /** Supporters of c by purse and weight; what each of them holds stands over `over`. */
  payersOf(c: number): { payers: Payer[]; over: bigint } {
    const { ballots, support } = this.election
    const { start, row, weight } = support
    const voters = new Map<number, number>()
    for (let at = start[c] as number; at < (start[c + 1] as number); at++) {
      const r = row[at] as number
      const key = (this.purseOf[r] as number) + (weight ? (weight[at] as number) : 1) * PURSES
      voters.set(key, (voters.get(key) ?? 0) + (ballots.voters[r] as number))
    }
    const payers = Array.from(voters, ([key, many]) => ({
      held: this.held[key % PURSES] as bigint,
      weight: BigInt(Math.floor(key / PURSES)),
      voters: BigInt(many),
    }))
    return { payers, over: this.over }
  }
}
