import { moderatedPlaces, permit } from '#commons/access/permit.ts'
import { findPersonalData } from '#commons/moderation/find-personal-data.ts'
import type { Context } from '#kernel/http/context.ts'
import { readCursor, writeCursor } from '#kernel/http/cursor.ts'
import { commentsLine } from './comments-line.ts'
import { subjectOf } from './discussable.ts'
import { excerpt } from './excerpt.ts'
import { moderateComments } from './permissions.ts'
import { countWaiting, flagsOf, waitingComments } from './queue-store.ts'
import type { CommentDeskView, QueueView } from './replies.ts'
import { subjectLine } from './show-discussion.ts'
import { findComment } from './store.ts'

const PAGE = 30

/** What readers reported and what was held in the places of the moderator who asks, oldest first. */
export async function showQueue(ctx: Context, query: { after: string | null }): Promise<QueueView> {
  permit(ctx, moderateComments)
  const places = moderatedPlaces(ctx, moderateComments)
  const after = query.after === null ? null : readCursor(query.after)
  const [rows, total] = await Promise.all([
    waitingComments(ctx.db, places, after, PAGE + 1),
    countWaiting(ctx.db, places),
  ])
  const shown = rows.slice(0, PAGE)
  const last = shown.at(-1)
  return {
    items: await Promise.all(
      shown.map(async (row) => ({
        id: row.id,
        subject: (await subjectOf(ctx, ctx.db, row))?.title ?? `${row.subjectKind} ${row.subjectNumber}`,
        lang: row.lang,
        text: excerpt(row.markdown ?? ''),
        place: ctx.places.name(row.placeKey, ctx.lang),
        since: row.waitingSince.toISOString(),
        held: row.state === 'held',
        appealed: row.state === 'hidden',
        flags: row.flags,
      })),
    ),
    total,
    next: rows.length > PAGE && last ? writeCursor({ at: last.waitingSince, id: last.id }) : null,
  }
}

/** How many comments wait for the viewer, for the hub of workspaces. */
export async function countQueue(ctx: Context): Promise<number> {
  permit(ctx, moderateComments)
  return countWaiting(ctx.db, moderatedPlaces(ctx, moderateComments))
}

/** A comment for those who decide on it. */
export async function showCommentDesk(ctx: Context, { comment: id }: { comment: string }): Promise<CommentDeskView> {
  permit(ctx, moderateComments)
  const comment = await findComment(ctx.db, id)
  const { person } = permit(ctx, moderateComments, { placeKey: comment.placeKey })
  const [subject, comments, flags, answered] = await Promise.all([
    subjectOf(ctx, ctx.db, comment),
    commentsLine(ctx.db, comment.subjectId),
    flagsOf(ctx.db, id),
    comment.parentId ? findComment(ctx.db, comment.parentId) : null,
  ])
  return {
    id,
    subject: subject && subjectLine(subject),
    comments,
    place: ctx.places.name(comment.placeKey, ctx.lang),
    state: comment.state,
    lang: comment.lang,
    html: comment.html,
    hiddenReason: comment.hiddenReason,
    at: comment.createdAt.toISOString(),
    editedAt: comment.editedAt?.toISOString() ?? null,
    waitingSince: comment.waitingSince?.toISOString() ?? null,
    flags,
    findings: findPersonalData(comment.markdown ?? '').map(({ kind, sample }) => ({ kind, sample })),
    answers: answered && { lang: answered.lang, html: answered.html },
    own: comment.authorMailboxId === person.mailboxId,
    appeal: comment.appealedAt && {
      text: comment.appealText,
      at: comment.appealedAt.toISOString(),
      decidedAt: comment.appealDecidedAt?.toISOString() ?? null,
      mine: comment.hiddenBy === person.accountId,
    },
  }
}
