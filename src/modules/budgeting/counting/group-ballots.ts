import { CannotCount } from './cannot-count.ts'
import type { Ballots } from './election.ts'

/** One ballot a voter: voter v names `project[start[v]]` … `project[start[v + 1] - 1]`, in any order. */
export interface CastBallots {
  start: Int32Array
  project: Int32Array
  /** Whole points beside `project`; absent where each counts 1. */
  weight?: Float64Array | undefined
}

/** The purses of voters are told apart by weight in one number of 53 bits. */
const HEAVIEST = 1_000_000

/**
 * Rows of equal ballots in the order in which each was first cast, the projects of a row ascending.
 * @throws CannotCount when a ballot names a project twice or one that is not there, or gives points that are not whole
 */
export function groupBallots(cast: CastBallots, projects: number): Ballots {
  const cases = cast.start.length - 1
  const project = Int32Array.from(cast.project)
  const weight = cast.weight && Float64Array.from(cast.weight)
  const start = new Int32Array(cases + 1)
  const voters = new Int32Array(cases)
  let size = 16
  while (size < cases * 2) size *= 2
  const table = new Int32Array(size)
  let rows = 0
  for (let v = 0; v < cases; v++) {
    const from = cast.start[v] as number
    const to = cast.start[v + 1] as number
    sortBallot(project, weight, from, to)
    checkBallot(project, weight, from, to, projects)
    let at = hashOf(project, weight, from, to) & (size - 1)
    while (table[at] !== 0 && !isRow(table[at] as number, from, to)) at = (at + 1) & (size - 1)
    if (table[at] === 0) {
      table[at] = ++rows
      // What is kept stands never after what is read, so it may share the array.
      const kept = start[rows - 1] as number
      project.copyWithin(kept, from, to)
      weight?.copyWithin(kept, from, to)
      start[rows] = kept + to - from
    }
    const row = (table[at] as number) - 1
    voters[row] = (voters[row] as number) + 1
  }
  const named = start[rows] as number
  return {
    start: start.slice(0, rows + 1),
    project: project.slice(0, named),
    weight: weight?.slice(0, named),
    voters: voters.slice(0, rows),
  }

  function isRow(row: number, from: number, to: number): boolean {
    const kept = start[row - 1] as number
    if ((start[row] as number) - kept !== to - from) return false
    for (let i = 0; i < to - from; i++) {
      if (project[kept + i] !== project[from + i]) return false
      if (weight && weight[kept + i] !== weight[from + i]) return false
    }
    return true
  }
}

/** Insertion: ballots are short, and mostly sorted already. */
function sortBallot(project: Int32Array, weight: Float64Array | undefined, from: number, to: number): void {
  for (let i = from + 1; i < to; i++) {
    const p = project[i] as number
    const w = weight ? (weight[i] as number) : 1
    let j = i - 1
    while (j >= from && (project[j] as number) > p) {
      project[j + 1] = project[j] as number
      if (weight) weight[j + 1] = weight[j] as number
      j--
    }
    project[j + 1] = p
    if (weight) weight[j + 1] = w
  }
}

function checkBallot(
  project: Int32Array,
  weight: Float64Array | undefined,
  from: number,
  to: number,
  projects: number,
): void {
  for (let i = from; i < to; i++) {
    const p = project[i] as number
    if (p < 0 || p >= projects) throw new CannotCount(`a ballot names project number ${p}, which is not there`)
    if (i > from && project[i - 1] === p) throw new CannotCount(`a ballot names project number ${p} twice`)
    const w = weight ? (weight[i] as number) : 1
    if (!Number.isInteger(w) || Math.abs(w) > HEAVIEST)
      throw new CannotCount(`a ballot gives ${w} points: whole numbers up to ${HEAVIEST} are counted`)
  }
}

function hashOf(project: Int32Array, weight: Float64Array | undefined, from: number, to: number): number {
  let hash = to - from
  for (let i = from; i < to; i++) {
    hash = Math.imul(hash ^ (project[i] as number), 0x9e3779b1)
    if (weight) hash = Math.imul(hash ^ (weight[i] as number), 0x85ebca6b)
    hash ^= hash >>> 15
  }
  return hash >>> 0
}
