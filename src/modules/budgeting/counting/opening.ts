import type { Round } from './course.ts'
import { type Election, type Project, rivalsOf } from './election.ts'
import { NEAR } from './price.ts'

/** The first rounds, as far as they are the same in every run with as much money or more. */
export interface Opening {
  /** The lowest ρ that each project can ever have: all its supporters pay alike. */
  lowest: Float64Array
  /** What each row of ballots has spent in it, a voter. */
  spent: Float64Array
  /** @returns its rounds, none when it was found with more money than this */
  roundsAt(money: number): readonly Round[]
  /**
   * A round in which all supporters paid alike: it belongs here when nothing else could ever be cheaper.
   * @param paid rounds of the run before it in which somebody paid  @returns the round as it is kept
   */
  extend(round: Round, paid: number, money: number): Round
}

/**
 * While everybody can pay, and the chosen project has the lowest ρ that any could have with any money, more money changes
 * neither the choice nor the payments. add1 makes these rounds once instead of in every run: a quarter of its work.
 */
export function openingOf(election: Election, candidates: readonly number[], scale: Float64Array): Opening {
  const { projects, support, ballots } = election
  const lowest = new Float64Array(projects.length)
  for (const c of candidates)
    lowest[c] = (projects[c] as Project).cost / (support.weights[c] as number) / (scale[c] as number)
  const spent = new Float64Array(ballots.voters.length)
  let rounds: Round[] = []
  let foundWith = 0
  /** Projects that may still come; what costs nothing is none of them. */
  let open = stillOpen()

  return {
    lowest,
    spent,
    roundsAt(money) {
      if (money < foundWith) {
        rounds = []
        foundWith = 0
        open = stillOpen()
        spent.fill(0)
      }
      return rounds
    },
    extend(round, paid, money) {
      const { chosen } = round
      if (paid !== rounds.length) return round
      const own = lowest[chosen] as number
      const others = open.filter((c) => c !== chosen)
      const runnerUp = others.reduce<number | null>(
        (best, c) => (best === null || (lowest[c] as number) < (lowest[best] as number) ? c : best),
        null,
      )
      const gap = runnerUp === null ? null : (lowest[runnerUp] as number) / own - 1
      if (gap !== null && gap <= NEAR) return round
      pay(chosen, own * (scale[chosen] as number))
      const rivals = new Set(rivalsOf(election, chosen))
      open = others.filter((c) => !rivals.has(c))
      foundWith = money
      rounds = [...rounds, { ...round, runnerUp, gap }]
      return rounds.at(-1) as Round
    },
  }

  function stillOpen(): number[] {
    return candidates.filter((c) => (projects[c] as Project).cost > 0)
  }

  function pay(c: number, perWeight: number): void {
    const { start, row, weight } = support
    for (let at = start[c] as number; at < (start[c + 1] as number); at++) {
      const r = row[at] as number
      spent[r] = (spent[r] as number) + perWeight * (weight ? (weight[at] as number) : 1)
    }
  }
}
