import { type Permission, permit, personOf } from '#commons/access/permit.ts'
import { ownOrganisations } from '#commons/processes/own-process.ts'
import type { Process } from '#commons/processes/process.ts'
import { RuleBroken } from '#kernel/errors.ts'
import type { Context, WriteContext } from '#kernel/http/context.ts'
import { type IdeaRow, lockIdea } from '../idea-store.ts'
import { writtenByViewer } from '../ideas/own-idea.ts'
import { processById } from './store.ts'

/** Leads the review of ideas of an authority's own budget: asks, sets the cost, decides. */
export const reviewIdeas: Permission = { name: 'budgeting.review', role: 'officer' }
/** Says for an office of the own authority what it holds of an idea. */
export const giveOpinions: Permission = { name: 'budgeting.opinion', role: 'officer' }

/** The idea that a coordinator of its authority acts on, locked. Who is no officer anywhere does not learn whether it is there. */
export async function lockForReview(ctx: WriteContext, number: number) {
  permit(ctx, reviewIdeas)
  const idea = await lockIdea(ctx.tx, number)
  const process = await processById(ctx.tx, idea.processId)
  const by = permit(ctx, reviewIdeas, { organisationId: process.organisationId })
  await refuseOwn(ctx, idea)
  refuseOver(process)
  return { idea, process, by }
}

/** Nobody reviews what they proposed, alone or with others. @throws RuleBroken budgeting.review.own-idea */
export async function refuseOwn(ctx: WriteContext, idea: IdeaRow): Promise<void> {
  if (await writtenByViewer(ctx.tx, idea, personOf(ctx).mailboxId)) throw new RuleBroken('budgeting.review.own-idea')
}

/** Nothing is reviewed any more once a process was given up. @throws RuleBroken budgeting.changed-meanwhile */
export function refuseOver({ state }: Process): void {
  if (state !== 'running') throw new RuleBroken('budgeting.changed-meanwhile')
}

export const leads = (ctx: Context, process: Process) => ownOrganisations(ctx).includes(process.organisationId)
