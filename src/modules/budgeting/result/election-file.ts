import { NotFound } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import type { ResourceReply } from '#kernel/http/endpoint.ts'
import { CURRENCY_UNIT } from '../budget.ts'
import { makePb } from '../pabulib/make-pb.ts'
import { writePb } from '../pabulib/write-pb.ts'
import { budgetOf, envelopesOf, projectsOf } from '../store.ts'
import { wereOpened } from '../vote/open-ballots.ts'
import { voteOf } from '../vote/show-ballot.ts'
import { picksOfAll, resultsOf } from './store.ts'

/** One envelope's election as a file of Pabulib, once the vote is over: projects and ballots without voters, in whole units of the currency where they are whole. */
export async function electionFile(
  ctx: Context,
  { number, envelope: position }: { number: number; envelope: number },
): Promise<ResourceReply> {
  const { process, phase } = await voteOf(ctx, number)
  if (!wereOpened(process, phase)) throw new NotFound()
  const [{ currency }, envelopes, projects, all, results] = await Promise.all([
    budgetOf(ctx.db, process.id),
    envelopesOf(ctx.db, process.id),
    projectsOf(ctx.db, process.id),
    picksOfAll(ctx.db, process.id),
    resultsOf(ctx.db, process.id),
  ])
  const envelope = envelopes.find((one) => one.position === position)
  if (!envelope) throw new NotFound()
  const selected = results.find((one) => one.envelope === position)?.outcome.selected
  const listed = projects.filter((project) => project.envelope === position && !project.voidAt)
  const ballots = all.flatMap((picks) => {
    const chosen = (picks[position] ?? []).filter((project) => listed.some((one) => one.number === project))
    return chosen.length > 0 ? [chosen] : []
  })
  const votes = new Map<number, number>()
  for (const project of ballots.flat()) votes.set(project, (votes.get(project) ?? 0) + 1)
  const file = makePb({
    meta: [
      ['description', process.title.ro],
      ['country', 'Moldova'],
      ['unit', ctx.places.name(process.placeKey, 'en')],
      ['subunit', envelope.name.ro],
      ['instance', phase.opensOn.slice(0, 4)],
      ['budget', amount(envelope.amount)],
      ['vote_type', 'approval'],
      ['rule', envelope.rule],
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
      votes: String(votes.get(project.number) ?? 0),
      name: project.title,
      ...(selected && { selected: selected.includes(String(project.number)) ? '1' : '0' }),
    })),
    votes: ballots.map((chosen, at) => ({ voter_id: String(at + 1), vote: chosen.join(',') })),
  })
  const mark = process.rehearsal ? 'rehearsal-' : ''
  return { body: writePb(file), fileName: `punte-${mark}${number}-${position}.pb` }
}

function amount(minor: number): string {
  return minor % CURRENCY_UNIT === 0 ? String(minor / CURRENCY_UNIT) : (minor / CURRENCY_UNIT).toFixed(2)
}

/** The format writes days as 31.12.2026. */
function pbDay(day: string): string {
  return day.split('-').toReversed().join('.')
}
