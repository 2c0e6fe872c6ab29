import { type Course, emptyCourse, explainOutsiders } from './course.ts'
import { candidatesOf, type Election, type Project, rivalsOf } from './election.ts'
import type { TieOrder } from './ties.ts'

export interface GreedyOptions {
  /** Order by votes (points, where ballots give points), or by votes for each unit of money. */
  by: 'votes' | 'votes-per-cost'
  /** What happens at the first project that does not fit: the next is tried, or nothing more is funded. */
  whenTooDear: 'skip' | 'stop'
}

/**
 * What most cities do: go down the list by support and fund what still fits.
 * Whole numbers only, so it is exact. Effective support is the votes (points) of the project.
 */
export function greedy(
  election: Election,
  { by, whenTooDear }: GreedyOptions,
  ties: TieOrder,
  funded: readonly number[] = [],
): Course {
  const course = emptyCourse()
  explainOutsiders(election, course)
  const { projects, support } = election
  const compare = by === 'votes' ? byVotes : byDensity
  const ordered = inOrder(
    candidatesOf(election).filter((c) => !funded.includes(c)),
    compare,
    ties,
  )
  let left = election.budget
  const rivals = new Set<number>()
  const fund = (c: number) => {
    left -= (projects[c] as Project).cost
    for (const rival of rivalsOf(election, c)) rivals.add(rival)
  }
  funded.forEach(fund)
  let stopped = false
  ordered.forEach((c, place) => {
    const { cost } = projects[c] as Project
    const effectiveSupport = support.score[c] as number
    if (rivals.has(c)) course.reasons.set(c, { why: 'exclusive', effectiveSupport, missing: 0 })
    else if (stopped)
      course.reasons.set(c, { why: 'after-the-stop', effectiveSupport, missing: Math.max(0, cost - left) })
    else if (cost > left) {
      course.reasons.set(c, { why: 'too-dear', effectiveSupport, missing: cost - left })
      stopped = whenTooDear === 'stop'
    } else {
      fund(c)
      const next = ordered[place + 1]
      const gap = next === undefined ? null : gapBetween(c, next)
      course.rounds.push({ chosen: c, step: 'rule', rho: null, effectiveSupport, runnerUp: next ?? null, gap })
    }
  })
  noteTies()
  return course

  function byVotes(a: number, b: number): number {
    return (support.score[b] as number) - (support.score[a] as number)
  }

  /** score(a) / cost(a) against score(b) / cost(b), without dividing; a project that costs nothing goes first. */
  function byDensity(a: number, b: number): number {
    const left = product(support.score[a] as number, (projects[b] as Project).cost)
    const right = product(support.score[b] as number, (projects[a] as Project).cost)
    return left > right ? -1 : left < right ? 1 : 0
  }

  function gapBetween(c: number, next: number): number {
    const worth = (x: number) =>
      by === 'votes' ? (support.score[x] as number) : (support.score[x] as number) / (projects[x] as Project).cost
    const [mine, other] = [worth(c), worth(next)]
    return mine === other ? 0 : Number.isFinite(mine) ? (mine - other) / Math.abs(mine) : 1
  }

  /** Equal projects of which one is funded and another is not: there the tie method decided. */
  function noteTies(): void {
    const won = new Set(course.rounds.map(({ chosen }) => chosen))
    for (let from = 0; from < ordered.length; ) {
      let to = from + 1
      while (to < ordered.length && compare(ordered[from] as number, ordered[to] as number) === 0) to++
      const equal = ordered.slice(from, to)
      if (equal.some((c) => won.has(c)) && equal.some((c) => !won.has(c))) {
        const { tie } = ties.first(equal)
        if (tie) course.ties.push(tie)
      }
      from = to
    }
  }
}

/** @throws UnresolvedTie where the method leaves two projects in either order */
function inOrder(candidates: number[], compare: (a: number, b: number) => number, ties: TieOrder): number[] {
  return candidates.sort((a, b) => {
    const sign = compare(a, b) || ties.compare(a, b)
    if (sign === 0 && a !== b) ties.first([a, b])
    return sign
  })
}

function product(a: number, b: number): bigint | number {
  const quick = a * b
  return Number.isSafeInteger(quick) ? quick : BigInt(a) * BigInt(b)
}
