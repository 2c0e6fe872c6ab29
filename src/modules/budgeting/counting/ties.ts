import { CannotCount } from './cannot-count.ts'
import type { Election, Project } from './election.ts'

/** How a tie may be broken. The method is published before the vote; a lot is drawn after it, once, and used in every run. */
export type Criterion = 'lower-cost' | 'more-votes' | 'lot'

export interface TieMethod {
  /** The first that tells two projects apart decides. */
  criteria: readonly Criterion[]
  /** Ids of all projects, the luckiest first: see lot.ts. Needed where 'lot' is a criterion. */
  lot?: readonly string[]
}

/** What a rule asks when projects are exactly equal. */
export interface TieOrder {
  method: TieMethod
  /** @returns below 0 when `a` goes first; 0 when the method does not tell them apart */
  compare(a: number, b: number): number
  /** @throws UnresolvedTie when the method does not tell the first apart */
  first(tied: readonly number[]): { chosen: number; tie: Tie | null }
}

/** One tie that a count met: the projects in the order of the method, and what decided. */
export interface Tie {
  projects: string[]
  chosen: string
  by: Criterion
}

/** The published method leaves a tie open, so no outcome may be named. */
export class UnresolvedTie extends CannotCount {
  readonly projects: string[]
  constructor(projects: string[]) {
    super(`the tie between ${projects.join(' and ')} is not resolved by the method: a lot is needed`)
    this.projects = projects
  }
}

/** @throws CannotCount when the lot does not name every project once */
export function tieOrder(election: Election, method: TieMethod): TieOrder {
  const { projects, support } = election
  const place = method.criteria.includes('lot') ? placesIn(method.lot, projects) : undefined
  const compareBy: Record<Criterion, (a: number, b: number) => number> = {
    'lower-cost': (a, b) => (projects[a] as Project).cost - (projects[b] as Project).cost,
    'more-votes': (a, b) => (support.votes[b] as number) - (support.votes[a] as number),
    lot: (a, b) => (place ? (place[a] as number) - (place[b] as number) : 0),
  }
  const decide = (a: number, b: number): { sign: number; by: Criterion | null } => {
    for (const by of method.criteria) {
      const sign = compareBy[by](a, b)
      if (sign !== 0) return { sign, by }
    }
    return { sign: 0, by: null }
  }
  const compare = (a: number, b: number) => decide(a, b).sign
  return {
    method,
    compare,
    first(tied) {
      const chosen = tied.reduce((best, c) => (compare(c, best) < 0 ? c : best))
      let by: Criterion | null = null
      for (const other of tied) {
        if (other === chosen) continue
        const decided = decide(chosen, other)
        if (decided.by === null) throw new UnresolvedTie([chosen, other].map((c) => (projects[c] as Project).id))
        // The criterion that was needed last says most: it decided between the closest two.
        if (by === null || method.criteria.indexOf(decided.by) > method.criteria.indexOf(by)) by = decided.by
      }
      const projectsInOrder = [...tied].sort(compare).map((c) => (projects[c] as Project).id)
      return { chosen, tie: by && { projects: projectsInOrder, chosen: (projects[chosen] as Project).id, by } }
    },
  }
}

function placesIn(lot: readonly string[] | undefined, projects: readonly Project[]): Int32Array | undefined {
  if (!lot) return undefined
  const at = new Map(lot.map((id, place) => [id, place]))
  if (at.size !== projects.length || lot.length !== projects.length)
    throw new CannotCount('the lot does not name every project once')
  return Int32Array.from(projects, ({ id }) => {
    const place = at.get(id)
    if (place === undefined) throw new CannotCount(`the lot does not name project ${id}`)
    return place
  })
}
