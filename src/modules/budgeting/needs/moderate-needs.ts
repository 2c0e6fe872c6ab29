import { moderatedPlaces, permit } from '#commons/access/permit.ts'
import { recordAct } from '#commons/audit/record.ts'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { RuleBroken } from '#kernel/errors.ts'
import type { Context, WriteContext } from '#kernel/http/context.ts'
import { readCursor, writeCursor } from '#kernel/http/cursor.ts'
import { appealView } from '../ideas/appeal-hiding.ts'
import { addNeedHiding, lastHidingOfNeed, needsAppealed } from '../ideas/hiding-store.ts'
import { moderateIdeas } from '../ideas/permissions.ts'
import { processOf } from '../ideas/process-of.ts'
import { processRefsOf } from '../process-ref.ts'
import { needHidden } from './ledger-entries.ts'
import { tellNamer } from './need-news.ts'
import { needItem } from './needs-of.ts'
import type { NeedHidingView, NeedQueue } from './replies.ts'
import { findNeed, hideNeedText, lockNeed, needsIn } from './store.ts'

const PAGE = 30

/** Needs of the places that the viewer moderates, newest first. */
export async function listNeedsForModeration(ctx: Context, query: { after: string | null }): Promise<NeedQueue> {
  const { person } = permit(ctx, moderateIdeas)
  const places = moderatedPlaces(ctx, moderateIdeas)
  const rows = await needsIn(ctx.db, places, query.after ? readCursor(query.after) : null, PAGE + 1)
  const shown = rows.slice(0, PAGE)
  const last = shown.at(-1)
  const processes = await processRefsOf(ctx, shown)
  return {
    items: shown.flatMap((need) => {
      const process = processes.get(need.processId)
      return process ? [{ ...needItem(ctx, need), process }] : []
    }),
    appeals: await needsAppealed(ctx.db, places, person),
    next: rows.length > PAGE && last ? writeCursor({ at: last.createdAt, id: last.id }) : null,
    first: query.after === null,
  }
}

/** A need for whoever moderates its place, with its words also when they are hidden. */
export async function showNeedForModeration(ctx: Context, { number }: { number: number }): Promise<NeedHidingView> {
  permit(ctx, moderateIdeas)
  const need = await findNeed(ctx.db, number)
  const { person } = permit(ctx, moderateIdeas, { placeKey: need.placeKey })
  const hiding = await lastHidingOfNeed(ctx.db, need.id)
  return {
    need: needItem(ctx, need),
    text: need.text,
    lang: need.lang,
    hidden: need.hiddenReason,
    appeal: hiding && appealView(hiding),
    mayDecide:
      need.hiddenReason !== null &&
      hiding?.appealedAt != null &&
      hiding.decision === null &&
      hiding.hiddenBy !== person.accountId &&
      need.authorMailboxId !== person.mailboxId,
  }
}

/** Takes a need's words out of sight; its points and people stay counted, and who named it is told. @throws Forbidden, NotFound, RuleBroken */
export async function hideNeed(ctx: WriteContext, number: number, reason: string): Promise<{ number: number }> {
  permit(ctx, moderateIdeas)
  const need = await lockNeed(ctx.tx, number)
  const by = permit(ctx, moderateIdeas, { placeKey: need.placeKey })
  if (need.hiddenReason !== null) throw new RuleBroken('budgeting.changed-meanwhile')
  await hideNeedText(ctx.tx, need.id, reason)
  await addNeedHiding(ctx.tx, need.id, by.person.accountId, ctx.now)
  await recordAct(ctx.tx, {
    by,
    act: 'budgeting.hide-need',
    subject: { kind: 'need', id: String(number) },
    data: { reason },
    now: ctx.now,
  })
  const process = await processOf(ctx.tx, need)
  appendEntries(ctx.tx, [needHidden(process.number, number, dayOf(ctx.now, ctx.timeZone))], ctx.now)
  await tellNamer(ctx.tx, need, 'hidden', { reason }, ctx.now)
  return { number }
}
