import type { PbElection } from './pb-election.ts'
import type { PbFile } from './pb-file.ts'
import { metaOf } from './places.ts'

/** What is odd: so many ballots break a limit that META names, or a column of PROJECTS differs from the ballots at so many projects. */
export interface Note {
  what: 'ballots-break' | 'column-differs'
  /** As the file calls it: `max_length`, `votes`. */
  name: string
  count: number
}

/**
 * What ballots do against the limits that META names, and where the columns votes and score differ from the ballots.
 * Files of real votes have such things, so they are told and counted as they are.
 */
export function checkLimits(file: PbFile, { projects, cast, pointUnit }: PbElection): Note[] {
  const meta = metaOf(file)
  const votes = new Float64Array(projects.length)
  const score = new Float64Array(projects.length)
  const broken = new Map<string, number>()
  const limits = ['length', 'sum_cost', 'points', 'sum_points'].map((what) => ({
    what,
    min: numberOf(meta(`min_${what}`)?.value) ?? Number.NEGATIVE_INFINITY,
    max: numberOf(meta(`max_${what}`)?.value) ?? Number.POSITIVE_INFINITY,
  }))
  for (let v = 0; v + 1 < cast.start.length; v++) {
    const [from, to] = [cast.start[v] as number, cast.start[v + 1] as number]
    const points = Array.from({ length: to - from }, (_, i) =>
      cast.weight ? (cast.weight[from + i] as number) / pointUnit : 1,
    )
    const named = cast.project.subarray(from, to)
    named.forEach((c, i) => {
      votes[c] = (votes[c] as number) + 1
      score[c] = (score[c] as number) + (points[i] as number)
    })
    const sum = points.reduce((a, b) => a + b, 0)
    const measured: Record<string, number[]> = {
      length: [named.length],
      sum_cost: [named.reduce((a, c) => a + (projects[c]?.cost ?? 0), 0)],
      points,
      sum_points: cast.weight ? [sum] : [],
    }
    for (const { what, min, max } of limits) {
      const found = measured[what] ?? []
      if (found.some((n) => n < min)) broken.set(`min_${what}`, (broken.get(`min_${what}`) ?? 0) + 1)
      if (found.some((n) => n > max)) broken.set(`max_${what}`, (broken.get(`max_${what}`) ?? 0) + 1)
    }
  }
  return [
    ...Array.from(broken, ([name, count]): Note => ({ what: 'ballots-break', name, count })),
    ...differing(file, 'votes', votes),
    ...differing(file, 'score', score),
  ]
}

function differing({ projects }: PbFile, name: 'votes' | 'score', counted: Float64Array): Note[] {
  const at = projects.columns.indexOf(name)
  if (at < 0) return []
  const count = projects.rows.filter((row, c) => Math.abs(Number(row[at]) - (counted[c] as number)) > 1e-6).length
  return count === 0 ? [] : [{ what: 'column-differs', name, count }]
}

function numberOf(text: string | undefined): number | undefined {
  const n = Number((text ?? '').replace(',', '.'))
  return text && Number.isFinite(n) ? n : undefined
}
