import { appendEntries } from '#commons/ledger/append-entry.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { moveIdea, recordIdeaEvent } from '../idea-store.ts'
import { stopClocksOf } from '../review/clocks.ts'
import { ideaWithdrawn } from './ledger-entries.ts'
import { endOffers } from './offers.ts'
import { lockOwnIdea } from './own-idea.ts'
import { processOf } from './process-of.ts'

/**
 * The author takes an idea back, until it stands on the ballot. It stays readable: others have read and supported it.
 *
 * @throws SignInNeeded, NotFound, RuleBroken budgeting.changed-meanwhile
 */
export async function withdrawIdea(ctx: WriteContext, number: number): Promise<{ number: number }> {
  const idea = await lockOwnIdea(ctx, number)
  if (idea.state === 'withdrawn') return { number }
  await moveIdea(ctx.tx, idea, 'withdraw', 'author', ctx.now)
  await endOffers(ctx.tx, idea.id)
  await stopClocksOf(ctx, idea.id)
  await recordIdeaEvent(ctx.tx, { ideaId: idea.id, kind: 'ideas.withdrawn', now: ctx.now })
  const process = await processOf(ctx.tx, idea)
  appendEntries(ctx.tx, [ideaWithdrawn(process.number, number, dayOf(ctx.now, ctx.timeZone))], ctx.now)
  return { number }
}
