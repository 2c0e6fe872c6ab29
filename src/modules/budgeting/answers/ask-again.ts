import { personOf } from '#commons/access/permit.ts'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { Forbidden, RuleBroken } from '#kernel/errors.ts'
import type { Context, WriteContext } from '#kernel/http/context.ts'
import { findIdea, isHidden, lockIdea, moveIdea, recordIdeaEvent } from '../idea-store.ts'
import { linkOf } from '../ideas/idea-in-list.ts'
import { gatheringFor, processOf } from '../ideas/process-of.ts'
import { processRef } from '../process-ref.ts'
import { noteAppeal } from '../review/store.ts'
import { refuseGivenUp } from './asks.ts'
import { startAnswerClock } from './clocks.ts'
import { answerAskedAgain } from './ledger-entries.ts'
import { answerOnIdea, askUntil } from './read-answers.ts'
import type { AskingAgainView } from './replies.ts'
import { answersTo } from './store.ts'

/** For the author of an idea that was not taken up: the answer, and whether one can ask again. @throws SignInNeeded, NotFound, Forbidden */
export async function showAskingAgain(ctx: Context, { number }: { number: number }): Promise<AskingAgainView> {
  const { mailboxId } = personOf(ctx)
  const idea = await findIdea(ctx.db, number)
  if (idea.authorMailboxId !== mailboxId) throw new Forbidden()
  const process = await processOf(ctx.db, idea)
  return {
    idea: linkOf(ctx, idea),
    process: processRef(ctx, process),
    answer: await answerOnIdea(ctx, idea),
    over: process.state === 'ended',
    elsewhere: process.state === 'ended' ? (await gatheringFor(ctx, idea)).map((one) => processRef(ctx, one)) : [],
    place: idea.placeKey,
  }
}

/**
 * The author asks, once and with a reason, that an idea is looked at again: another officer answers, within the promised term anew. Also after
 * the end of the process, when only words can be said again: who waits for the end does not escape the second look.
 *
 * @throws SignInNeeded, NotFound, Forbidden, RuleBroken budgeting.changed-meanwhile, budgeting.answers.ask-late
 */
export async function askAnswerAgain(
  ctx: WriteContext,
  number: number,
  { text }: { text: string },
): Promise<{ number: number }> {
  const { mailboxId } = personOf(ctx)
  const idea = await lockIdea(ctx.tx, number)
  if (idea.authorMailboxId !== mailboxId) throw new Forbidden()
  const process = await processOf(ctx.tx, idea)
  refuseGivenUp(process)
  if (idea.state !== 'not-taken-up' || idea.appealedAt || isHidden(idea))
    throw new RuleBroken('budgeting.changed-meanwhile')
  const [answer] = await answersTo(ctx.tx, [idea.id])
  if (!answer || !(await askUntil(ctx, process, idea, answer))) throw new RuleBroken('budgeting.answers.ask-late')
  await moveIdea(ctx.tx, idea, 'askAgain', 'author', ctx.now, { appealText: text })
  await noteAppeal(ctx.tx, idea.id, mailboxId, ctx.lang)
  await startAnswerClock(ctx, ctx.tx, idea, process, ctx.now)
  await recordIdeaEvent(ctx.tx, { ideaId: idea.id, kind: 'ideas.asked-again', now: ctx.now })
  appendEntries(ctx.tx, [answerAskedAgain(process.number, number, dayOf(ctx.now, ctx.timeZone))], ctx.now)
  return { number }
}
