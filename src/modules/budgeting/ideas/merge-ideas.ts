import { personOf } from '#commons/access/permit.ts'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { canMove } from '#commons/lifecycle/lifecycle.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { InvalidInput, NotFound, RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import type { MessageKey } from '#kernel/i18n/translator.ts'
import { ideaLife } from '../idea.ts'
import { tellAuthors } from '../idea-news.ts'
import { findIdea, type IdeaRow, isHidden, lockIdea, moveIdea, recordIdeaEvent } from '../idea-store.ts'
import { stopClocksOf } from '../review/clocks.ts'
import { ideaMerged } from './ledger-entries.ts'
import { addOffer, dropOffer, endOffers, takeOffer } from './offers.ts'
import { lockOwnIdea } from './own-idea.ts'
import { processOf } from './process-of.ts'

/**
 * The author of an idea offers to make it part of another of the same budget. Between one's own ideas there is nobody to ask.
 *
 * @throws SignInNeeded, NotFound, InvalidInput, RuleBroken budgeting.changed-meanwhile
 */
export async function offerMerge(ctx: WriteContext, number: number, into: number): Promise<{ number: number }> {
  const { mailboxId } = personOf(ctx)
  const [idea, other] = await lockBoth(ctx, number, into)
  if (idea.authorMailboxId !== mailboxId) throw new NotFound()
  if (!mayMerge(idea)) throw new RuleBroken('budgeting.changed-meanwhile')
  const wrong = whyNot(idea, other)
  if (wrong) throw new InvalidInput([{ field: 'into', text: { key: wrong } }])
  if (other?.authorMailboxId === mailboxId) await merge(ctx, idea, other)
  else {
    await addOffer(ctx.tx, idea.id, (other as IdeaRow).id, ctx.now)
    await tellAuthors(ctx.tx, other as IdeaRow, 'merge-offer', { from: idea.number, fromTitle: idea.title }, ctx.now)
  }
  return { number }
}

/**
 * The other idea's author agrees, and the ideas are one; or declines, and both stay.
 *
 * @throws SignInNeeded, NotFound, RuleBroken budgeting.changed-meanwhile when the offer was taken back
 */
export async function answerOffer(
  ctx: WriteContext,
  number: number,
  { from, answer }: { from: number; answer: 'agree' | 'decline' },
): Promise<{ number: number }> {
  const { mailboxId } = personOf(ctx)
  const [into, idea] = await lockBoth(ctx, number, from)
  if (into.authorMailboxId !== mailboxId) throw new NotFound()
  // Agreed already: a second click is the first one.
  if (answer === 'agree' && idea?.mergedInto === into.id) return { number }
  if (!idea || !(await takeOffer(ctx.tx, idea.id, into.id))) throw new RuleBroken('budgeting.changed-meanwhile')
  if (answer === 'agree') await merge(ctx, idea, into)
  return { number }
}

/** Takes one's own offer back. @throws SignInNeeded, NotFound */
export async function withdrawOffer(ctx: WriteContext, number: number): Promise<{ number: number }> {
  const idea = await lockOwnIdea(ctx, number)
  await dropOffer(ctx.tx, idea.id)
  return { number }
}

/** Whether an idea can still become part of another, or take another in. */
export const mayMerge = ({ state }: Pick<IdeaRow, 'state'>) => canMove(ideaLife, state, 'merge', 'author')

async function merge(ctx: WriteContext, idea: IdeaRow, into: IdeaRow): Promise<void> {
  if (!mayMerge(into)) throw new RuleBroken('budgeting.changed-meanwhile')
  await moveIdea(ctx.tx, idea, 'merge', 'author', ctx.now, { mergedInto: into.id })
  await endOffers(ctx.tx, idea.id)
  await stopClocksOf(ctx, idea.id)
  await recordIdeaEvent(ctx.tx, {
    ideaId: idea.id,
    kind: 'ideas.merged',
    data: { into: into.number, title: into.title },
    now: ctx.now,
  })
  await recordIdeaEvent(ctx.tx, {
    ideaId: into.id,
    kind: 'ideas.took-in',
    data: { from: idea.number, title: idea.title },
    now: ctx.now,
  })
  const process = await processOf(ctx.tx, idea)
  appendEntries(ctx.tx, [ideaMerged(process.number, idea.number, into.number, dayOf(ctx.now, ctx.timeZone))], ctx.now)
}

function whyNot(idea: IdeaRow, other: IdeaRow | null): MessageKey | null {
  if (!other || other.processId !== idea.processId || isHidden(other)) return 'budgeting.ideas.merge.unknown'
  if (other.id === idea.id) return 'budgeting.ideas.merge.itself'
  if (!mayMerge(other)) return 'budgeting.ideas.merge.late'
  return other.authorMailboxId === null ? 'budgeting.ideas.merge.nobody' : null
}

/** Both ideas, locked in the order of their numbers, so that two merges never wait for each other in a circle. */
async function lockBoth(ctx: WriteContext, own: number, other: number): Promise<[IdeaRow, IdeaRow | null]> {
  // What does not exist cannot be locked; that the own one is missing must be said before.
  await findIdea(ctx.tx, own)
  const locked = new Map<number, IdeaRow | null>()
  for (const number of [own, other].sort((a, b) => a - b))
    locked.set(number, await lockIdea(ctx.tx, number).catch(orNull))
  return [locked.get(own) as IdeaRow, locked.get(other) ?? null]
}

function orNull(error: unknown): null {
  if (error instanceof NotFound) return null
  throw error
}
