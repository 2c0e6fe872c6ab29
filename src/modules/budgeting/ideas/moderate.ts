import { moderatedPlaces, permit } from '#commons/access/permit.ts'
import type { Context } from '#kernel/http/context.ts'
import { readCursor, writeCursor } from '#kernel/http/cursor.ts'
import { findIdea, isHidden } from '../idea-store.ts'
import { processRefsOf } from '../process-ref.ts'
import { appealView } from './appeal-hiding.ts'
import { mayHide } from './hide-idea.ts'
import { hidingsAppealed, lastHiding } from './hiding-store.ts'
import { itemOf } from './idea-in-list.ts'
import { writtenByViewer } from './own-idea.ts'
import { moderateIdeas } from './permissions.ts'
import type { HidingView, IdeaQueue } from './replies.ts'
import { ideasIn } from './store.ts'

const PAGE = 30

/** Ideas of the places that the viewer moderates, newest first. */
export async function listForModeration(ctx: Context, query: { after: string | null }): Promise<IdeaQueue> {
  const { person } = permit(ctx, moderateIdeas)
  const places = moderatedPlaces(ctx, moderateIdeas)
  const rows = await ideasIn(ctx.db, places, query.after ? readCursor(query.after) : null, PAGE + 1)
  const shown = rows.slice(0, PAGE)
  const last = shown.at(-1)
  const processes = await processRefsOf(ctx, shown)
  return {
    items: shown.flatMap((idea) => {
      const process = processes.get(idea.processId)
      return process ? [{ ...itemOf(ctx, idea), process }] : []
    }),
    appeals: await hidingsAppealed(ctx.db, places, person),
    next: rows.length > PAGE && last ? writeCursor({ at: last.createdAt, id: last.id }) : null,
    first: query.after === null,
  }
}

/** An idea for whoever moderates its place, with its words also when they are hidden. */
export async function showForModeration(ctx: Context, { number }: { number: number }): Promise<HidingView> {
  permit(ctx, moderateIdeas)
  const idea = await findIdea(ctx.db, number)
  const { person } = permit(ctx, moderateIdeas, { placeKey: idea.placeKey })
  const hiding = await lastHiding(ctx.db, idea.id)
  return {
    idea: itemOf(ctx, idea),
    title: idea.title,
    lang: idea.lang,
    html: idea.textHtml,
    address: idea.address,
    hidden: idea.hiddenReason,
    mayHide: mayHide(idea),
    appeal: hiding && appealView(hiding),
    mayDecide:
      isHidden(idea) &&
      hiding?.appealedAt != null &&
      hiding.decision === null &&
      hiding.hiddenBy !== person.accountId &&
      !(await writtenByViewer(ctx.db, idea, person.mailboxId)),
  }
}
