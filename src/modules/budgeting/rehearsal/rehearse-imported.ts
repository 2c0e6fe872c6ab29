import { permit } from '#commons/access/permit.ts'
import { blueprintOf } from '#commons/processes/methods.ts'
import { ownOrganisations } from '#commons/processes/own-process.ts'
import { askRehearsal } from '#commons/processes/rehearsal/rehearse.ts'
import type { RehearsalRef } from '#commons/processes/rehearsal/replies.ts'
import { processesOf } from '#commons/processes/store.ts'
import { InvalidInput, NotFound, RuleBroken } from '#kernel/errors.ts'
import type { FormValue } from '#kernel/forms/fields.ts'
import type { Context, WriteContext } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import type { rehearsalForm } from '../imported/fields.ts'
import { importVotes } from '../imported/permissions.ts'
import { fileOf, findImported, type ImportedVote } from '../imported/store.ts'
import { offeredRules, takes } from '../offered-rules.ts'
import { borrowInThread } from '../result/count-in-thread.ts'
import { kindOf } from './ballots-of-file.ts'
import type { BorrowedRehearsalView } from './replies.ts'
import { pathOf } from './votes-path.ts'

/** Some seconds to put into the database and to count. */
const MOST_VOTES = 50_000

/** Which process an officer rehearses with the votes of elsewhere, and by which rule. @throws SignInNeeded, Forbidden, NotFound */
export async function showBorrowedRehearsal(
  ctx: Context,
  { number }: { number: number },
): Promise<BorrowedRehearsalView> {
  permit(ctx, importVotes)
  const vote = await standing(ctx.db, number)
  const own = await processesOf(ctx.db, ownOrganisations(ctx))
  const kind = kindOf[vote.facts.voteType]
  return {
    number,
    title: vote.title,
    votes: vote.facts.voters,
    mostVotes: MOST_VOTES,
    processes: own
      .filter(({ blueprint, rehearsal }) => isRehearsed(ctx, blueprint) && !rehearsal)
      .map(({ number, title }) => ({ number, title: inLang(title, ctx.lang) })),
    rules: offeredRules.filter((rule) => takes(rule, kind)),
    rule: offeredRules.find((rule) => rule === vote.facts.rule) ?? null,
  }
}

/** Whether it is a budget with a vote. */
const isRehearsed = ({ manifests }: Context, blueprint: string): boolean =>
  blueprint.startsWith('budgeting.') && blueprintOf(manifests, blueprint).rehearsal !== undefined

/**
 * Asks for a rehearsal of an own process with the projects and the votes of an imported file, counted by a rule of ours and by others: what they would
 * have done there. Votes have no voters here, and nothing comes into the public log.
 *
 * @throws SignInNeeded, Forbidden, NotFound, InvalidInput, RuleBroken budgeting.rehearsal.too-many-votes, .unfit-money, .unfit-points,
 *   processes.rehearsal.too-many, .under-way, .no-acts
 */
export async function rehearseImported(
  ctx: WriteContext,
  number: number,
  { process, rule }: FormValue<(typeof rehearsalForm)['fields']>,
): Promise<RehearsalRef> {
  permit(ctx, importVotes)
  const vote = await standing(ctx.tx, number)
  if (!takes(rule, kindOf[vote.facts.voteType]))
    throw new InvalidInput([{ field: 'rule', text: { key: 'budgeting.money.rule-not-for-kind' } }])
  if (vote.facts.voters > MOST_VOTES) throw new RuleBroken('budgeting.rehearsal.too-many-votes', { most: MOST_VOTES })
  const borrowed = await borrowInThread((await fileOf(ctx.db, number)) as Buffer)
  if ('unfit' in borrowed) throw new RuleBroken(`budgeting.rehearsal.unfit-${borrowed.unfit}`)
  const { voters, ballots } = borrowed
  const { title } = vote
  return askRehearsal(ctx, process, {
    title: { ro: title, ru: title, en: title },
    slug: `vote-${number}`,
    spec: {
      people: voters,
      turnout: Math.round((ballots.length / Math.max(1, voters)) * 100),
      model: 'budgeting.elsewhere',
      seed: 1,
      votesOf: { title, path: pathOf(number), rule },
    },
  })
}

async function standing(db: Context['db'] | WriteContext['tx'], number: number): Promise<ImportedVote> {
  const vote = await findImported(db, number)
  if (!vote || vote.withdrawn) throw new NotFound()
  return vote
}
