import { randomBytes } from 'node:crypto'
import { sameNumbers } from '#commons/demo/same-numbers.ts'
import type { Process } from '#commons/processes/process.ts'
import type { Envelope } from '../budget.ts'
import { envelopesOf, placesOfProjects, projectsOf } from '../store.ts'
import { issuerOf } from '../tokens/store.ts'
import { castMany, type ManyCast } from '../vote/cast-many.ts'
import type { Past } from './past.ts'
import { TokenVoters } from './tell-token-votes.ts'

/** Who wants what: each project is liked by so many of a hundred where it lies, fewer elsewhere. */
interface Taste {
  number: number
  place: string
  liking: number
}

/** Casts so many ballots from one day to another, more at the beginning and the end. Some voters cast again. */
export async function tellVotes(past: Past, process: Process, voters: number, from: number, to: number): Promise<void> {
  const { db } = past.services
  const [projects, places, [envelope]] = await Promise.all([
    projectsOf(db, process.id),
    placesOfProjects(db, process.id),
    envelopesOf(db, process.id),
  ])
  const random = sameNumbers(process.number * 7_919)
  const tastes = projects.map(({ number }) => ({
    number,
    place: places.get(number) as string,
    liking: 0.08 + 0.3 * random() ** 1.5,
  }))
  const districts = [...new Set(tastes.map(({ place }) => place))]
  const most = envelope?.maxPicks ?? 1
  const issuer = await issuerOf(db, process.id)
  const withTokens = issuer && new TokenVoters(past, process, issuer)
  const vote = () => {
    const home = districts[Math.floor(random() * districts.length)] as string
    const chosen = choose(tastes, home, process.placeKey, most, random)
    return { voterKey: randomBytes(32), picks: { 1: envelope?.points ? spread(chosen, envelope, random) : chosen } }
  }
  let again: ManyCast[] = []
  for (const [daysAgo, count] of spreadVotes(voters, from, to)) {
    const ballots = Array.from({ length: count }, vote)
    // A few of yesterday's thought better of it.
    const changed = again.map(({ voterKey }) => ({ ...vote(), voterKey }))
    const casts = [...ballots, ...changed]
    if (withTokens) await withTokens.cast(daysAgo, casts)
    else await past.happen(daysAgo, (tx, now) => castMany(tx, process, casts, now))
    again = ballots.slice(0, Math.floor(count / 60))
  }
}

function choose(tastes: Taste[], home: string, whole: string, most: number, random: () => number): number[] {
  const wants = tastes
    .map(({ number, place, liking }) => ({
      number,
      want: liking * (place === home ? 2.4 : place === whole ? 1.1 : 0.55) - random(),
    }))
    .sort((a, b) => b.want - a.want)
  const chosen = wants.filter(({ want }, at) => want > 0 || at === 0).slice(0, most)
  return chosen.map(({ number }) => number).sort((a, b) => a - b)
}

/** Points for what one wants, one project after the other, until all are given. */
function spread(
  chosen: number[],
  { points, maxPoints }: Pick<Envelope, 'points' | 'maxPoints'>,
  random: () => number,
): [number, number][] {
  let left = points ?? 0
  return chosen.flatMap((number): [number, number][] => {
    const given = Math.min(left, 1 + Math.floor(random() * (maxPoints ?? 1)))
    left -= given
    return given > 0 ? [[number, given]] : []
  })
}

function spreadVotes(voters: number, from: number, to: number): Map<number, number> {
  const length = Math.max(1, from - to)
  const weights = Array.from({ length: length + 1 }, (_, at) => 0.4 + Math.exp(-at / 3) + Math.exp((at - length) / 3))
  const all = weights.reduce((sum, one) => sum + one, 0)
  const days = new Map<number, number>()
  let left = voters
  for (const [at, weight] of weights.entries()) {
    const count = at === length ? left : Math.round((voters * weight) / all)
    days.set(from - at, count)
    left -= count
  }
  return days
}
