import { type Course, chosenIn } from './course.ts'
import type { Election } from './election.ts'
import { winnersByRow } from './metrics.ts'

/** A voter prefers the outcome with more funded projects that the voter supports; or one that leaves the voter not empty-handed. */
export type Preference = 'count' | 'exclusion'

export interface Compared {
  /** Voters who prefer one outcome; the others are indifferent. */
  shares: number
  greedy: number
  winner: 'shares' | 'greedy'
}

/** The comparison step of Wieliczka and Świecie: greedy wins only when more voters prefer it; equal numbers keep Equal Shares. */
export function compareOutcomes(election: Election, shares: Course, greedy: Course, by: Preference): Compared {
  const [a, b] = [shares, greedy].map((course) => winnersByRow(election, chosenIn(course))) as [Int32Array, Int32Array]
  const worth = (won: number) => (by === 'count' ? won : Math.min(won, 1))
  let forShares = 0
  let forGreedy = 0
  election.ballots.voters.forEach((many, r) => {
    const [mine, other] = [worth(a[r] as number), worth(b[r] as number)]
    if (mine > other) forShares += many
    else if (other > mine) forGreedy += many
  })
  return { shares: forShares, greedy: forGreedy, winner: forGreedy > forShares ? 'greedy' : 'shares' }
}
