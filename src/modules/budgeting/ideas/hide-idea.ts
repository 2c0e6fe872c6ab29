import { permit } from '#commons/access/permit.ts'
import { recordAct } from '#commons/audit/record.ts'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { canMove } from '#commons/lifecycle/lifecycle.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { type IdeaState, ideaLife } from '../idea.ts'
import { tellAuthors } from '../idea-news.ts'
import { type IdeaRow, isHidden, lockIdea, moveIdea, recordIdeaEvent } from '../idea-store.ts'
import { stopClocksOf } from '../review/clocks.ts'
import { addHiding, hideWords } from './hiding-store.ts'
import { ideaHidden } from './ledger-entries.ts'
import { endOffers } from './offers.ts'
import { moderateIdeas } from './permissions.ts'
import { processOf } from './process-of.ts'

/** States that are final and stay: of such an idea only the words go. Number, cost and votes are what others chose or counted. */
const keepsState: readonly IdeaState[] = [
  'on-ballot',
  'merged',
  'withdrawn',
  'unsupported',
  'refused-finally',
  'taken-up',
  'not-taken-up',
]

/** Whether a moderator can still take its words out of sight. */
export const mayHide = (idea: Pick<IdeaRow, 'state' | 'hiddenReason'>): boolean =>
  !isHidden(idea) && (keepsState.includes(idea.state) || canMove(ideaLife, idea.state, 'hide', 'moderator'))

/**
 * Takes an idea's words out of sight, with a reason that everybody reads. Its number and its story stay.
 *
 * @throws SignInNeeded, Forbidden, NotFound, RuleBroken budgeting.changed-meanwhile
 */
export async function hideIdea(ctx: WriteContext, number: number, reason: string): Promise<{ number: number }> {
  permit(ctx, moderateIdeas)
  const idea = await lockIdea(ctx.tx, number)
  const by = permit(ctx, moderateIdeas, { placeKey: idea.placeKey })
  if (!mayHide(idea)) throw new RuleBroken('budgeting.changed-meanwhile')
  // Before the state: a hidden idea without a reason is refused by the table.
  await hideWords(ctx.tx, idea, reason)
  await addHiding(ctx.tx, idea, by.person.accountId, ctx.now)
  if (!keepsState.includes(idea.state)) {
    await moveIdea(ctx.tx, idea, 'hide', 'moderator', ctx.now)
    await endOffers(ctx.tx, idea.id)
    await stopClocksOf(ctx, idea.id)
  }
  await recordIdeaEvent(ctx.tx, { ideaId: idea.id, kind: 'ideas.hidden', data: { reason }, now: ctx.now })
  await recordAct(ctx.tx, {
    by,
    act: 'budgeting.hide-idea',
    subject: { kind: 'idea', id: String(number) },
    data: { before: idea.state, reason },
    now: ctx.now,
  })
  const process = await processOf(ctx.tx, idea)
  // The log knows nothing of rehearsals.
  if (!process.rehearsal)
    appendEntries(ctx.tx, [ideaHidden(process.number, number, dayOf(ctx.now, ctx.timeZone))], ctx.now)
  await tellAuthors(ctx.tx, idea, 'hidden', { reason }, ctx.now)
  return { number }
}
