import { CannotCount } from './cannot-count.ts'
import { type CastBallots, groupBallots } from './group-ballots.ts'

export interface Project {
  /** Unique; never a number, although it may look like one. */
  id: string
  /** Whole minor units of the currency (bani, grosze): money is never a fraction here. */
  cost: number
  name?: string
  categories?: readonly string[]
}

/** What one funded project is worth to a voter who gave it weight w: w times its cost, or w alone. */
export type Utilities = 'cost' | 'cardinality'

/** Ballots that say the same are one row: equal ballots keep equal budgets in every rule here. */
export interface Ballots {
  /** Row r names `project[start[r]]` … `project[start[r + 1] - 1]`, as indexes of projects. */
  start: Int32Array
  project: Int32Array
  /** Whole points beside `project`; absent where each named project counts 1. */
  weight: Float64Array | undefined
  /** How many voters cast row r. */
  voters: Int32Array
}

/** The same ballots seen from the projects; only weights above 0 are support. */
export interface Support {
  /** Project c has the rows `row[start[c]]` … `row[start[c + 1] - 1]`, ascending. */
  start: Int32Array
  row: Int32Array
  weight: Float64Array | undefined
  /** Voters behind a project. */
  voters: Float64Array
  /** Their weights together. */
  weights: Float64Array
  /** All points, also negative ones: what greedy rules and the best total go by. */
  score: Float64Array
  /** Ballots that name the project, whatever they give it. */
  votes: Float64Array
}

export interface Election {
  projects: readonly Project[]
  /** Minor units. */
  budget: number
  /** Minor units in one unit of the currency: 100 where costs are in bani, 1 where they are in lei. */
  currencyUnit: number
  utilities: Utilities
  /** All voters, also those whose ballot is empty. */
  voters: number
  ballots: Ballots
  support: Support
  /** Sets of projects (indexes) of which at most one may be funded. */
  exclusive: readonly (readonly number[])[]
  /** Projects that may not be funded, each with the minimum it missed; see minimum-support.ts. */
  barred: ReadonlyMap<number, number>
}

/**
 * An election ready to be counted.
 * @param cast ballots as they were cast, one a voter
 * @throws CannotCount for ids twice, costs that are no whole numbers from 0, a budget that is not above 0
 */
export function electionOf(given: {
  projects: readonly Project[]
  budget: number
  cast: CastBallots
  utilities?: Utilities
  currencyUnit?: number
  exclusive?: readonly (readonly number[])[]
}): Election {
  const { projects, budget, cast, utilities = 'cost', currencyUnit = 1, exclusive = [] } = given
  checkMoney(projects, budget)
  checkExclusive(projects, exclusive)
  const ballots = groupBallots(cast, projects.length)
  return {
    projects,
    budget,
    currencyUnit,
    utilities,
    voters: cast.start.length - 1,
    ballots,
    support: supportOf(ballots, projects.length),
    exclusive,
    barred: new Map(),
  }
}

/** Ballots from plain lists: what tests and small elections use. @param weights beside `lists`, where ballots give points */
export function castBallots(
  lists: readonly (readonly number[])[],
  weights?: readonly (readonly number[])[],
): CastBallots {
  const start = new Int32Array(lists.length + 1)
  lists.forEach((list, at) => {
    start[at + 1] = (start[at] as number) + list.length
  })
  return { start, project: Int32Array.from(lists.flat()), weight: weights && Float64Array.from(weights.flat()) }
}

/** Projects that a rule may fund: somebody supports them and no minimum bars them. */
export function candidatesOf({ projects, support, barred }: Election): number[] {
  return projects.flatMap((_, c) => ((support.voters[c] as number) > 0 && !barred.has(c) ? [c] : []))
}

export function costOf({ projects }: Election, chosen: Iterable<number>): number {
  let cost = 0
  for (const c of chosen) cost += (projects[c] as Project).cost
  return cost
}

/** Utility of a project to a voter who gives it weight 1. */
export function scaleOf({ projects, utilities }: Election, c: number): number {
  return utilities === 'cost' ? (projects[c] as Project).cost : 1
}

/** Projects that may no longer be funded once `c` is. */
export function rivalsOf({ exclusive }: Election, c: number): number[] {
  return exclusive.flatMap((set) => (set.includes(c) ? set.filter((other) => other !== c) : []))
}

function checkMoney(projects: readonly Project[], budget: number): void {
  if (!Number.isSafeInteger(budget) || budget <= 0)
    throw new CannotCount(`the budget is ${budget}, not a whole number above 0`)
  const ids = new Set<string>()
  let total = 0
  for (const { id, cost } of projects) {
    if (ids.has(id)) throw new CannotCount(`project ${id} is there twice`)
    ids.add(id)
    if (!Number.isSafeInteger(cost) || cost < 0)
      throw new CannotCount(`project ${id} costs ${cost}, not a whole number from 0`)
    total += cost
  }
  if (!Number.isSafeInteger(total)) throw new CannotCount('all costs together are beyond what is counted exactly')
}

function checkExclusive(projects: readonly Project[], exclusive: readonly (readonly number[])[]): void {
  const seen = new Set<number>()
  for (const c of exclusive.flat()) {
    if (!projects[c]) throw new CannotCount(`an exclusive set names project number ${c}, which is not there`)
    if (seen.has(c)) throw new CannotCount(`project ${projects[c].id} is in two exclusive sets`)
    seen.add(c)
  }
}

function supportOf({ start, project, weight, voters }: Ballots, projects: number): Support {
  const counted = new Int32Array(projects + 1)
  const supports = (at: number) => weight === undefined || (weight[at] as number) > 0
  for (let at = 0; at < project.length; at++)
    if (supports(at)) counted[(project[at] as number) + 1] = (counted[(project[at] as number) + 1] as number) + 1
  for (let c = 0; c < projects; c++) counted[c + 1] = (counted[c + 1] as number) + (counted[c] as number)
  const next = counted.slice()
  const row = new Int32Array(counted[projects] as number)
  const given = weight && new Float64Array(row.length)
  const [forVoters, weights, score, votes] = [0, 0, 0, 0].map(() => new Float64Array(projects)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  for (let r = 0; r < voters.length; r++) {
    const many = voters[r] as number
    for (let at = start[r] as number; at < (start[r + 1] as number); at++) {
      const c = project[at] as number
      const w = weight ? (weight[at] as number) : 1
      votes[c] = (votes[c] as number) + many
      score[c] = (score[c] as number) + w * many
      if (w <= 0) continue
      const place = next[c] as number
      next[c] = place + 1
      row[place] = r
      if (given) given[place] = w
      forVoters[c] = (forVoters[c] as number) + many
      weights[c] = (weights[c] as number) + w * many
    }
  }
  return { start: counted, row, weight: given, voters: forVoters, weights, score, votes }
}
