import { permit, personOf } from '#commons/access/permit.ts'
import { recordAct } from '#commons/audit/record.ts'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { NotFound, RuleBroken } from '#kernel/errors.ts'
import type { Context, WriteContext } from '#kernel/http/context.ts'
import { appealView } from '../ideas/appeal-hiding.ts'
import { addHidingAppeal, decideHiding, lastHidingOfNeed } from '../ideas/hiding-store.ts'
import { moderateIdeas } from '../ideas/permissions.ts'
import { processOf } from '../ideas/process-of.ts'
import { needShown } from './ledger-entries.ts'
import { tellNamer } from './need-news.ts'
import { needLink } from './needs-of.ts'
import type { NeedHidingAppealView } from './replies.ts'
import { findNeed, lockNeed, showNeedText } from './store.ts'

/** For who named it: why it was hidden, and what came of the appeal. @throws SignInNeeded, NotFound */
export async function showNeedHidingAppeal(
  ctx: Context,
  { number }: { number: number },
): Promise<NeedHidingAppealView> {
  const { mailboxId } = personOf(ctx)
  const need = await findNeed(ctx.db, number)
  if (need.authorMailboxId !== mailboxId) throw new NotFound()
  const hiding = await lastHidingOfNeed(ctx.db, need.id)
  return {
    need: needLink(ctx, need),
    text: need.text,
    lang: need.lang,
    hidden: need.hiddenReason,
    mayAppeal: need.hiddenReason !== null && hiding?.appealedAt === null,
    appeal: hiding && appealView(hiding),
  }
}

/** Who named it asks another moderator to look, once. @throws SignInNeeded, NotFound, RuleBroken budgeting.changed-meanwhile */
export async function appealNeedHiding(
  ctx: WriteContext,
  number: number,
  { text }: { text: string },
): Promise<{ number: number }> {
  const { mailboxId } = personOf(ctx)
  const need = await lockNeed(ctx.tx, number)
  if (need.authorMailboxId !== mailboxId) throw new NotFound()
  const hiding = need.hiddenReason === null ? null : await lastHidingOfNeed(ctx.tx, need.id)
  if (!hiding || !(await addHidingAppeal(ctx.tx, hiding.id, { text, lang: ctx.lang, mailboxId, now: ctx.now })))
    throw new RuleBroken('budgeting.changed-meanwhile')
  return { number }
}

/**
 * Another moderator decides on the appeal: the words stay hidden, or everybody reads them again.
 *
 * @throws SignInNeeded, Forbidden, NotFound, RuleBroken budgeting.needs.hiding.other-moderator, budgeting.changed-meanwhile
 */
export async function decideNeedHiding(
  ctx: WriteContext,
  number: number,
  { decision, text }: { decision: 'upheld' | 'lifted'; text: string },
): Promise<{ number: number }> {
  permit(ctx, moderateIdeas)
  const need = await lockNeed(ctx.tx, number)
  const by = permit(ctx, moderateIdeas, { placeKey: need.placeKey })
  const hiding = need.hiddenReason === null ? null : await lastHidingOfNeed(ctx.tx, need.id)
  if (!hiding) throw new RuleBroken('budgeting.changed-meanwhile')
  if (hiding.hiddenBy === by.person.accountId || need.authorMailboxId === by.person.mailboxId)
    throw new RuleBroken('budgeting.needs.hiding.other-moderator')
  const decided = { decision, answer: text, lang: ctx.lang, by: by.person.accountId, now: ctx.now }
  if (!(await decideHiding(ctx.tx, hiding.id, decided))) throw new RuleBroken('budgeting.changed-meanwhile')
  await recordAct(ctx.tx, {
    by,
    act: `budgeting.need-hiding-${decision}`,
    subject: { kind: 'need', id: String(number) },
    data: { answer: text },
    now: ctx.now,
  })
  if (decision === 'lifted') {
    await showNeedText(ctx.tx, need)
    const process = await processOf(ctx.tx, need)
    appendEntries(ctx.tx, [needShown(process.number, number, dayOf(ctx.now, ctx.timeZone))], ctx.now)
  }
  await tellNamer(ctx.tx, need, `hiding-${decision}`, { text }, ctx.now)
  return { number }
}
