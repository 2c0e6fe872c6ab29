import { type AddedRun, addOne, isExhausted } from './add-one.ts'
import { type Compared, compareOutcomes, type Preference } from './comparison.ts'
import { type Course, chosenIn, closer, emptyCourse, explainOutsiders } from './course.ts'
import { candidatesOf, costOf, type Election } from './election.ts'
import { equalShares } from './equal-shares.ts'
import { exactShares } from './equal-shares-exact.ts'
import { fraction } from './fraction.ts'
import { greedy } from './greedy.ts'
import { phragmen } from './phragmen.ts'
import type { TieOrder } from './ties.ts'

/** Equal Shares and what is done with the money that it leaves; all of it is published before the vote. */
export interface SharesOptions {
  /**
   * 'none'; 'add1' (add-one.ts); 'votes': by votes, skipping what does not fit; 'add1-votes': one after the other;
   * 'phragmen': sequential Phragmén from what voters have spent.
   */
  completion: 'none' | 'add1' | 'add1-votes' | 'votes' | 'phragmen'
  /** Of add1, minor units a voter. */
  increment: number
  stop: 'overrun' | 'exhaustive'
  start: 'exact' | 'whole-units'
  /** Whether voters compare the outcome with greedy by votes (comparison.ts). */
  comparison: 'none' | Preference
}

export interface SharesCourse {
  course: Course
  /** Of a voter in the first and the last run, minor units. */
  endowment: { start: number; end: number }
  runs: number
  exactRuns: number
  compared: Compared | null
}

export function sharesMethod(election: Election, options: SharesOptions, ties: TieOrder): SharesCourse {
  const counted = completed(election, options, ties)
  if (options.comparison === 'none') return { ...counted, compared: null }
  const city = greedy(election, { by: 'votes', whenTooDear: 'skip' }, ties)
  const compared = compareOutcomes(election, counted.course, city, options.comparison)
  return { ...counted, course: compared.winner === 'greedy' ? city : counted.course, compared }
}

function completed(election: Election, options: SharesOptions, ties: TieOrder): Omit<SharesCourse, 'compared'> {
  const { completion } = options
  const added = completion === 'add1' || completion === 'add1-votes'
  const all = completion !== 'none' && allTogether(election)
  if (all) return { ...described(election), course: all }
  const run: AddedRun = added ? addOne(election, ties, options) : oneRun(election, ties)
  return {
    course: filledUp(election, options, ties, run),
    endowment: { start: run.first / election.voters, end: run.money / election.voters },
    runs: run.runs,
    exactRuns: run.exactRuns,
  }
}

function oneRun(election: Election, ties: TieOrder): AddedRun {
  const course = equalShares(election, ties)(election.budget, true)
  return { course, money: election.budget, first: election.budget, runs: 1, exactRuns: course.exact ? 1 : 0 }
}

function described({ budget, voters }: Election): Omit<SharesCourse, 'compared' | 'course'> {
  return { endowment: { start: budget / voters, end: budget / voters }, runs: 0, exactRuns: 0 }
}

/** Where the budget pays for everything that somebody supports, everything is funded. */
function allTogether(election: Election): Course | null {
  const candidates = candidatesOf(election)
  const rivals = election.exclusive.some((set) => set.filter((c) => candidates.includes(c)).length > 1)
  if (rivals || costOf(election, candidates) > election.budget) return null
  const course = emptyCourse()
  explainOutsiders(election, course)
  course.rounds = candidates.map((c) => ({
    chosen: c,
    step: 'rule',
    rho: null,
    effectiveSupport: election.support.weights[c] as number,
    runnerUp: null,
    gap: null,
  }))
  return course
}

function filledUp(election: Election, { completion }: SharesOptions, ties: TieOrder, run: AddedRun): Course {
  const funded = chosenIn(run.course)
  if (completion === 'none' || completion === 'add1' || isExhausted(election, funded)) return run.course
  if (completion === 'phragmen')
    return joined(run.course, phragmen(election, ties, { funded, loads: spentIn(election, run, ties) }))
  return joined(run.course, greedy(election, { by: 'votes', whenTooDear: 'skip' }, ties, funded))
}

/** What voters paid in the run, in exact fractions, for rounding would decide ties of the completion. */
function spentIn(election: Election, { money }: AddedRun, ties: TieOrder) {
  const { purses } = exactShares(election, money, ties)
  const endowment = fraction(money, election.voters)
  const loads = purses.left().map(({ n, d }) => fraction(endowment.n * d - n * endowment.d, endowment.d * d))
  return { groupOf: purses.purseOf, loads }
}

function joined(rule: Course, completion: Course): Course {
  return {
    rounds: [...rule.rounds, ...completion.rounds.map((round) => ({ ...round, step: 'completion' as const }))],
    // Why the rule did not fund a project says more than that it did not fit afterwards.
    reasons: new Map([...completion.reasons, ...rule.reasons]),
    ties: [...rule.ties, ...completion.ties],
    smallestGap: closer(rule.smallestGap, completion.smallestGap),
    exact: rule.exact && completion.exact,
  }
}
