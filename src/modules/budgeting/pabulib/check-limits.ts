import type { PbElection } from './pb-election.ts'
import type { PbFile } from './pb-file.ts'
import { metaOf } from './places.ts'

/**
 * What ballots do against the limits that META names, and where the columns votes and score differ from the ballots.
 * Files of real votes have such things, so they are told and counted as they are.
 * @returns a line each
 */
export function checkLimits(file: PbFile, { projects, cast, pointUnit }: PbElection): string[] {
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
    ...Array.from(broken, ([limit, many]) => `${many} ballots break ${limit}`),
    ...differing(file, 'votes', votes),
    ...differing(file, 'score', score),
  ]
}

function differing({ projects }: PbFile, column: string, counted: Float64Array): string[] {
  const at = projects.columns.indexOf(column)
  if (at < 0) return []
  const many = projects.rows.filter((row, c) => Math.abs(Number(row[at]) - (counted[c] as number)) > 1e-6).length
  return many === 0 ? [] : [`${column} of ${many} projects differ from the ballots`]
}

function numberOf(text: string | undefined): number | undefined {
  const n = Number((text ?? '').replace(',', '.'))
  return text && Number.isFinite(n) ? n : undefined
}
