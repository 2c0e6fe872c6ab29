import { NotFound } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import type { ResourceReply } from '#kernel/http/endpoint.ts'
import { CURRENCY_UNIT, type Envelope } from '../budget.ts'
import { makePb } from '../pabulib/make-pb.ts'
import { writePb } from '../pabulib/write-pb.ts'
import { budgetOf, envelopesOf, projectsOf } from '../store.ts'
import { isWeighted, weightsIn } from '../vote/choice.ts'
import { areListed } from '../vote/open-ballots.ts'
import { voteOf } from '../vote/show-ballot.ts'
import { picksOfAll, resultsOf } from './store.ts'

/** One envelope's election as a file of Pabulib, once the vote is over: projects and ballots without voters, in whole units of the currency where they are whole. */
export async function electionFile(
  ctx: Context,
  { number, envelope: position }: { number: number; envelope: number },
): Promise<ResourceReply> {
  const { process, phase } = await voteOf(ctx, number)
  if (!(await areListed(ctx.db, process, phase))) throw new NotFound()
  const [{ currency, resultState }, envelopes, projects, all, results] = await Promise.all([
    budgetOf(ctx.db, process.id),
    envelopesOf(ctx.db, process.id),
    projectsOf(ctx.db, process.id),
    picksOfAll(ctx.db, process.id),
    resultsOf(ctx.db, process.id),
  ])
  const envelope = envelopes.find((one) => one.position === position)
  if (!envelope) throw new NotFound()
  const result = results.find((one) => one.envelope === position)
  const outcome = result?.outcome
  // What was annulled chose nothing.
  const standing = resultState === 'annulled' || result?.annulledReason ? null : outcome
  const listed = projects.filter((project) => project.envelope === position && !project.voidAt)
  const onBallot = new Set(listed.map((project) => project.number))
  const ballots = all.flatMap((picks) => {
    const marks = weightsIn(picks[position] ?? [], envelope.ballotKind, envelope.maxPicks)
    const given = marks.filter(([project]) => onBallot.has(project))
    return given.length > 0 ? [given] : []
  })
  const totals = new Map<number, { votes: number; score: number }>()
  for (const [project, weight] of ballots.flat()) {
    const { votes, score } = totals.get(project) ?? { votes: 0, score: 0 }
    totals.set(project, { votes: votes + 1, score: score + weight })
  }
  const weighted = isWeighted(envelope.ballotKind)
  const file = makePb({
    meta: [
      ['description', process.title.ro],
      ['country', 'Moldova'],
      ['unit', ctx.places.name(process.placeKey, 'en')],
      ['subunit', envelope.name.ro],
      ['instance', phase.opensOn.slice(0, 4)],
      ['budget', amount(envelope.amount + (outcome?.received ?? 0))],
      ...metaOf(envelope),
      ['date_begin', pbDay(phase.opensOn)],
      ['date_end', pbDay(phase.closesOn)],
      ['min_length', String(envelope.minPicks)],
      ['max_length', String(envelope.maxPicks)],
      ['currency', currency],
      ['language', 'ro'],
    ],
    projects: listed.map((project) => ({
      project_id: String(project.number),
      cost: amount(project.cost),
      votes: String(totals.get(project.number)?.votes ?? 0),
      ...(weighted && { score: String(totals.get(project.number)?.score ?? 0) }),
      name: project.title,
      ...(standing && { selected: standing.selected.includes(String(project.number)) ? '1' : '0' }),
    })),
    votes: ballots.map((given, at) => ({
      voter_id: String(at + 1),
      vote: given.map(([project]) => project).join(','),
      ...(weighted && { points: given.map(([, weight]) => weight).join(',') }),
    })),
  })
  const mark = process.rehearsal ? 'rehearsal-' : ''
  return { body: writePb(file), fileName: `punte-${mark}${number}-${position}.pb` }
}

/** How one voted, and by which rule it is counted, in the words of the format. A ranking has its points written out: its reader need not know ours. */
function metaOf({ ballotKind, rule, parameters, amount: money, points, maxPoints }: Envelope): [string, string][] {
  const { minimum } = parameters
  return [
    ['vote_type', VOTE_TYPES[ballotKind]],
    ['rule', rule],
    ...(ballotKind === 'knapsack' ? [['max_sum_cost', amount(money)] as [string, string]] : []),
    ...(ballotKind === 'points'
      ? ([
          ['max_points', String(maxPoints)],
          ['max_sum_points', String(points)],
        ] as [string, string][])
      : []),
    ...(minimum?.score ? [['min_project_score_threshold', String(minimum.score)] as [string, string]] : []),
  ]
}

const VOTE_TYPES = { approval: 'approval', knapsack: 'approval', points: 'cumulative', ranking: 'ordinal' } as const

function amount(minor: number): string {
  return minor % CURRENCY_UNIT === 0 ? String(minor / CURRENCY_UNIT) : (minor / CURRENCY_UNIT).toFixed(2)
}

/** The format writes days as 31.12.2026. */
function pbDay(day: string): string {
  return day.split('-').toReversed().join('.')
}
