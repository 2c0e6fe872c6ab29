import { personOf } from '#commons/access/permit.ts'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { Forbidden, RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { lockIdea, moveIdea, recordIdeaEvent } from '../idea-store.ts'
import { APPEAL, restartClocksOf, runningReviewClock, stopReviewClock } from './clocks.ts'
import { refusalAppealed } from './ledger-entries.ts'
import { refuseOver } from './permissions.ts'
import { noteAppeal, processById } from './store.ts'

/** The author asks for another look, once and in time. @throws Forbidden, RuleBroken budgeting.changed-meanwhile, .review.appeal-late */
export async function appealIdeaRefusal(ctx: WriteContext, number: number, { text }: { text: string }): Promise<void> {
  const { mailboxId } = personOf(ctx)
  const idea = await lockIdea(ctx.tx, number)
  if (idea.authorMailboxId !== mailboxId) throw new Forbidden()
  const process = await processById(ctx.tx, idea.processId)
  refuseOver(process)
  const clock = await runningReviewClock(ctx, APPEAL, idea.id)
  const today = dayOf(ctx.now, ctx.timeZone)
  if (idea.state === 'refused' && (!clock?.deadline.dueOn || clock.deadline.dueOn < today))
    throw new RuleBroken('budgeting.review.appeal-late')
  await moveIdea(ctx.tx, idea, 'appeal', 'author', ctx.now, { appealText: text })
  await noteAppeal(ctx.tx, idea.id, mailboxId, ctx.lang)
  await stopReviewClock(ctx, APPEAL, idea.id)
  await restartClocksOf(ctx, idea, process, true)
  await recordIdeaEvent(ctx.tx, { ideaId: idea.id, kind: 'review.appealed', data: {}, now: ctx.now })
  appendEntries(ctx.tx, [refusalAppealed({ process: process.number, idea: number }, today)], ctx.now)
}
