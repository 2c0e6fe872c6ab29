import { permit, personOf } from '#commons/access/permit.ts'
import { recordAct } from '#commons/audit/record.ts'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { type Process, standingOf } from '#commons/processes/process.ts'
import { NotFound, RuleBroken } from '#kernel/errors.ts'
import type { Context, WriteContext } from '#kernel/http/context.ts'
import { isAnswered } from '../answers/asks.ts'
import { startLateAnswerClocks } from '../answers/clocks.ts'
import type { IdeaState, ideaLife } from '../idea.ts'
import { tellAuthors } from '../idea-news.ts'
import { findIdea, type IdeaRow, isHidden, lockIdea, moveIdea, recordIdeaEvent } from '../idea-store.ts'
import { restartClocksOf, startAppealClock } from '../review/clocks.ts'
import { budgetOf } from '../store.ts'
import { addHidingAppeal, decideHiding, type Hiding, lastHiding, showWords } from './hiding-store.ts'
import { linkOf } from './idea-in-list.ts'
import { ideaShown } from './ledger-entries.ts'
import { lockOwnIdea, writtenByViewer } from './own-idea.ts'
import { moderateIdeas } from './permissions.ts'
import { phaseOf, processOf } from './process-of.ts'
import type { HidingAppealView } from './replies.ts'

/** For its authors: why it was hidden, and what came of the appeal. @throws SignInNeeded, NotFound */
export async function showHidingAppeal(ctx: Context, { number }: { number: number }): Promise<HidingAppealView> {
  const { mailboxId } = personOf(ctx)
  const idea = await findIdea(ctx.db, number)
  if (!(await writtenByViewer(ctx.db, idea, mailboxId))) throw new NotFound()
  const hiding = await lastHiding(ctx.db, idea.id)
  return {
    idea: linkOf(ctx, idea),
    title: idea.title,
    hidden: idea.hiddenReason,
    mayAppeal: isHidden(idea) && hiding !== null && hiding.appealedAt === null && idea.authorMailboxId === mailboxId,
    appeal: hiding && appealView(hiding),
  }
}

/** An appeal as its page tells it; null when there is none. */
export function appealView({ appealText, appealLang, appealedAt, decision, answer, answerLang }: Hiding) {
  return (
    appealedAt && {
      text: appealText,
      lang: appealLang,
      at: appealedAt.toISOString(),
      decision,
      answer,
      answerLang,
    }
  )
}

/** The author asks another moderator to look, once. @throws SignInNeeded, NotFound, RuleBroken budgeting.changed-meanwhile */
export async function appealHiding(
  ctx: WriteContext,
  number: number,
  { text }: { text: string },
): Promise<{ number: number }> {
  const { mailboxId } = personOf(ctx)
  const idea = await lockOwnIdea(ctx, number)
  const hiding = isHidden(idea) ? await lastHiding(ctx.tx, idea.id) : null
  if (!hiding || !(await addHidingAppeal(ctx.tx, hiding.id, { text, lang: ctx.lang, mailboxId, now: ctx.now })))
    throw new RuleBroken('budgeting.changed-meanwhile')
  await recordIdeaEvent(ctx.tx, { ideaId: idea.id, kind: 'ideas.hiding-appealed', now: ctx.now })
  return { number }
}

/**
 * Another moderator decides on the appeal: the words stay hidden, or everybody reads them again and the idea goes on where it stood.
 *
 * @throws SignInNeeded, Forbidden, NotFound, RuleBroken budgeting.ideas.hiding.other-moderator, budgeting.changed-meanwhile
 */
export async function decideHidingAppeal(
  ctx: WriteContext,
  number: number,
  { decision, text }: { decision: 'upheld' | 'lifted'; text: string },
): Promise<{ number: number }> {
  permit(ctx, moderateIdeas)
  const idea = await lockIdea(ctx.tx, number)
  const by = permit(ctx, moderateIdeas, { placeKey: idea.placeKey })
  const hiding = isHidden(idea) ? await lastHiding(ctx.tx, idea.id) : null
  if (!hiding) throw new RuleBroken('budgeting.changed-meanwhile')
  const before = hiding.before as IdeaState
  if (hiding.hiddenBy === by.person.accountId || (await writtenByViewer(ctx.tx, idea, personOf(ctx).mailboxId)))
    throw new RuleBroken('budgeting.ideas.hiding.other-moderator')
  const decided = { decision, answer: text, lang: ctx.lang, by: by.person.accountId, now: ctx.now }
  if (!(await decideHiding(ctx.tx, hiding.id, decided))) throw new RuleBroken('budgeting.changed-meanwhile')
  const process = await processOf(ctx.tx, idea)
  if (decision === 'lifted') await giveBack(ctx, process, idea, before)
  await recordIdeaEvent(ctx.tx, { ideaId: idea.id, kind: `ideas.hiding-${decision}`, data: { text }, now: ctx.now })
  await recordAct(ctx.tx, {
    by,
    act: `budgeting.hiding-${decision}`,
    subject: { kind: 'idea', id: String(number) },
    data: { before },
    now: ctx.now,
  })
  if (decision === 'lifted' && !process.rehearsal)
    appendEntries(ctx.tx, [ideaShown(process.number, number, dayOf(ctx.now, ctx.timeZone))], ctx.now)
  await tellAuthors(ctx.tx, idea, `hiding-${decision}`, { text }, ctx.now)
  return { number }
}

const ways: Partial<Record<IdeaState, keyof typeof ideaLife.transitions>> = {
  proposed: 'showProposed',
  review: 'showReview',
  accepted: 'showAccepted',
  refused: 'showRefused',
  appealed: 'showAppealed',
  'to-answer': 'showToAnswer',
}

async function giveBack(ctx: WriteContext, process: Process, idea: IdeaRow, before: IdeaState): Promise<void> {
  if (idea.state === 'hidden') {
    const way = await wayBack(ctx, process, idea, before)
    await moveIdea(ctx.tx, idea, way, 'moderator', ctx.now)
    // It could not be appealed while it was hidden: the days begin anew.
    if (before === 'refused') await startAppealClock(ctx, idea.id, process)
    if (way === 'showToAnswer') await startLateAnswerClocks(ctx, ctx.tx, [idea], process, ctx.now)
    if (before === 'review' || before === 'appealed') await restartClocksOf(ctx, idea, process, before === 'appealed')
  }
  await showWords(ctx.tx, idea)
}

/** What gathered support when it was hidden is judged by its supporters when the gathering is over meanwhile. */
async function wayBack(ctx: WriteContext, process: Process, idea: IdeaRow, before: IdeaState) {
  if (before !== 'proposed' || standingOf(await phaseOf(ctx.tx, process)) !== 'closed')
    return ways[before] ?? 'showProposed'
  const { supportsNeeded } = await budgetOf(ctx.tx, process.id)
  if (idea.supports < supportsNeeded) return 'showUnsupported'
  return (await isAnswered(ctx.tx, process.id)) ? 'showToAnswer' : 'showReview'
}
