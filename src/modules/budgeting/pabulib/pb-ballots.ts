import type { Project } from '../counting/election.ts'
import type { CastBallots } from '../counting/group-ballots.ts'
import { idFinder, idsSeen } from './find-ids.ts'
import type { VoteType } from './pb-election.ts'
import type { PbFile, PbTable } from './pb-file.ts'
import { columnNamed, errorAt, type metaOf } from './places.ts'

export interface PbBallots {
  cast: CastBallots
  /** Units in one point: 1, or 10 where somebody gave 2.5 points. */
  pointUnit: number
}

type Meta = ReturnType<typeof metaOf>

/** What ballots give: 1 to each project; the points in the file; or by rank, (length − place) with places from 1, where it has none. */
export function pbBallots(file: PbFile, voteType: VoteType, projects: readonly Project[], meta: Meta): PbBallots {
  const table = file.votes
  const idAt = columnNamed(table, 'voter_id')
  const voteAt = columnNamed(table, 'vote')
  const pointsAt = pointsColumn(table, voteType)
  const byRank = voteType === 'ordinal' && pointsAt < 0
  const findIds = idFinder(projects.map(({ id }) => id))
  const lastIn = new Int32Array(projects.length).fill(-1)
  const isTwice = idsSeen(table.rows.length)
  const start = new Int32Array(table.rows.length + 1)
  const project: number[] = []
  const weight: number[] | null = pointsAt >= 0 || byRank ? [] : null
  const other = defaultScore(meta, voteType)
  let pointUnit = 1
  let reading = 0
  const named = (c: number | string) => {
    if (typeof c === 'string') throw errorAt(table, reading, 'vote', 'vote-unknown', { project: JSON.stringify(c) })
    if (lastIn[c] === reading)
      throw errorAt(table, reading, 'vote', 'vote-twice', { project: projects[c]?.id as string })
    lastIn[c] = reading
    project.push(c)
  }

  table.rows.forEach((row, v) => {
    reading = v
    const id = row[idAt] as string
    if (id === '') throw errorAt(table, v, 'voter_id', 'voter-unnamed')
    if (isTwice(id)) throw errorAt(table, v, 'voter_id', 'voter-twice', { voter: id })
    const vote = row[voteAt] as string
    const from = project.length
    if (vote !== '') findIds(vote, named)
    const length = project.length - from
    if (voteType === 'choose-1' && length > 1) throw errorAt(table, v, 'vote', 'choose-one', { projects: length })
    if (pointsAt >= 0) readPoints(row[pointsAt] as string, length, v)
    else if (byRank) for (let place = 1; place <= length; place++) weight?.push(length - place)
    if (weight && other !== 0)
      projects.forEach((_, c) => {
        if (lastIn[c] === v) return
        project.push(c)
        weight.push(other)
      })
    start[v + 1] = project.length
  })
  return {
    cast: {
      start,
      project: Int32Array.from(project),
      weight: weight ? Float64Array.from(weight, (points) => Math.round(points * pointUnit)) : undefined,
    },
    pointUnit,
  }

  function readPoints(text: string, length: number, v: number): void {
    const points = text === '' ? [] : text.split(',')
    if (points.length !== length)
      throw errorAt(table, v, 'points', 'points-length', { points: points.length, projects: length })
    for (const written of points) {
      const given = written.trim() === '' ? Number.NaN : Number(written)
      if (!Number.isFinite(given))
        throw errorAt(table, v, 'points', 'points-number', { points: JSON.stringify(written) })
      while (!Number.isInteger(round(given * pointUnit)) && pointUnit < 1e6) pointUnit *= 10
      weight?.push(given)
    }
  }
}

/** 2.3 · 10 is 22.999…: what is that near to a whole number is one. */
function round(points: number): number {
  return Math.abs(points - Math.round(points)) < 1e-6 ? Math.round(points) : points
}

function pointsColumn(table: PbTable, voteType: VoteType): number {
  if (voteType === 'cumulative' || voteType === 'scoring') return columnNamed(table, 'points')
  return voteType === 'ordinal' ? table.columns.indexOf('points') : -1
}

/** What a scoring ballot gives to projects that it does not name. */
function defaultScore(meta: Meta, voteType: VoteType): number {
  const found = meta('default_score')
  if (!found || voteType !== 'scoring') return 0
  const score = Number(found.value)
  if (found.value === '' || !Number.isInteger(score)) throw found.fail('default-score')
  return score
}
